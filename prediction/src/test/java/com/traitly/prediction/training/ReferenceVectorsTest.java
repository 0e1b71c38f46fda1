package com.traitly.prediction.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.math.PackedSymmetricMatrix;
import com.traitly.prediction.regression.BayesianLogistic;
import com.traitly.prediction.regression.Regression;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Checks each step against figures that the executable reference printed for the same examples. */
class ReferenceVectorsTest {

  private static final double EXACT = 1e-12;

  private long seed = 12_345L;

  @Test
  void regressionFollowsTheReference() {
    Map<Integer, double[]> expected = vectors("regression");
    double[] precisions = {1.0, 1.0, 1.0, 1.0, 1.0, 1.0};
    BayesianLogistic regression = BayesianLogistic.withPrior(new double[6], precisions, 1e-5);
    regression.advanceTo(0L);
    for (int i = 0; i < 500; i++) {
      double[] x = input();
      boolean y = draw() < 0.3;
      regression.advanceTo(i - 400L);
      double p = regression.probability(x);
      regression.update(x, y);
      if (expected.containsKey(i)) {
        Regression now = regression.regression();
        double[] covariance = now.covariance();
        double[] actual =
            DoubleStream.concat(
                    DoubleStream.concat(DoubleStream.of(p), DoubleStream.of(regression.weights())),
                    DoubleStream.of(
                        covariance[0], covariance[1], covariance[6], now.marginVariance(x)))
                .toArray();
        assertThat(actual).containsExactly(requireNonNull(expected.get(i)), within(EXACT));
      }
    }
    lifeTableFollowsTheReference();
  }

  /** Continues with the same stream of draws. */
  private void lifeTableFollowsTheReference() {
    Map<Integer, double[]> expected = vectors("lifetable");
    LifeTable lifeTable = LifeTable.withPrior(30, LifeTable.PRIOR_WIN_RATE);
    lifeTable.advanceTo(0L);
    for (int i = 0; i < 300; i++) {
      if (i > 10) {
        lifeTable.advanceTo((i - 10) / 3);
      }
      int age = (int) (draw() * 30);
      if (draw() < (i > 10 ? 0.2 : 0.0)) {
        lifeTable.reached(age);
      } else {
        lifeTable.survived(age);
      }
      if (expected.containsKey(i)) {
        double[] actual = {
          lifeTable.likelihood(0.0), lifeTable.likelihood(7.5), lifeTable.likelihood(29.0)
        };
        assertThat(actual).containsExactly(requireNonNull(expected.get(i)), within(EXACT));
      }
    }
  }

  @Test
  void packedArithmeticNeedsNoSymmetricCopy() {
    double[] packed = {2.0, 1.0, -1.0, 3.0, 0.5, 4.0};
    double[] x = {1.0, 0.0, 2.0};
    double[] product = new double[3];
    PackedSymmetricMatrix.multiply(packed, x, product);
    assertThat(product).containsExactly(0.0, 2.0, 7.0);
    assertThat(PackedSymmetricMatrix.quadratic(packed, x)).isEqualTo(14.0);
  }

  private double[] input() {
    double[] x = new double[6];
    x[0] = 1.0;
    for (int i = 1; i < x.length; i++) {
      if (draw() < 0.5) {
        x[i] = draw() * 2.0 - 1.0;
      }
    }
    return x;
  }

  private double draw() {
    seed = (seed * 1_103_515_245L + 12_345L) % (1L << 31);
    return (double) seed / (1L << 31);
  }

  private static Map<Integer, double[]> vectors(String kind) {
    Map<Integer, double[]> vectors = new HashMap<>();
    try (InputStream in =
        requireNonNull(ReferenceVectorsTest.class.getResourceAsStream("vectors.csv"))) {
      new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> line.split(","))
          .filter(cells -> cells[0].equals(kind))
          .forEach(cells ->
              vectors.put(
                  Integer.parseInt(cells[1]),
                  Stream.of(cells).skip(2).mapToDouble(Double::parseDouble).toArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    assertThat(vectors).isNotEmpty();
    return vectors;
  }
}
