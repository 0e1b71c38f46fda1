package com.traitly.prediction.regression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.Features;
import com.traitly.prediction.math.Logistic;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MixtureTest {

  private static final FeatureSpace SPACE = new FeatureSpace(List.of("a", "b"));
  private static final int SUMMARY = SPACE.summariesAt();

  private final Random random = new Random(5L);
  private final Mixture blend = Mixture.untrained(SPACE);

  @Test
  void saysAtFirstWhatTheLifeTableSays() {
    double[] x = input();
    Posterior belief = blend.belief();
    assertThat(belief.probability(belief.margins(x)))
        .isEqualTo(Logistic.probability(x[1]), within(1e-12));
  }

  @Test
  void isServedAsOneLinearModel() {
    learn(500, 0.0);
    Posterior belief = blend.belief();
    double[] x = input();
    assertThat(Logistic.probability(Regression.margin(belief.served(), x)))
        .isEqualTo(belief.probability(belief.margins(x)), within(1e-12));
    assertThat(blend.regression().weights()).containsExactly(belief.served());
  }

  @Test
  void trustsTheSwiftLearnerWhenTheWorldTurns() {
    learn(3_000, 2.0);
    double before = blend.belief().share();
    blend.advanceTo(30L);
    learn(1_500, -2.0);
    assertThat(blend.belief().share()).isLessThan(before);
    double[] x = input();
    x[SUMMARY] = 1.0;
    Posterior belief = blend.belief();
    assertThat(belief.margins(x).swift()).isLessThan(belief.margins(x).steady());
  }

  @Test
  void goesOnToTheBit() {
    learn(200, 1.0);
    Mixture restored = Mixture.restore(SPACE, blend.state());
    assertThat(restored.belief()).usingRecursiveComparison().isEqualTo(blend.belief());
    double[] x = input();
    restored.advanceTo(9L);
    blend.advanceTo(9L);
    restored.learn(x, restored.belief().margins(x), true);
    blend.learn(x, blend.belief().margins(x), true);
    assertThat(restored.state()).usingRecursiveComparison().isEqualTo(blend.state());
  }

  private void learn(int examples, double effect) {
    for (int i = 0; i < examples; i++) {
      double[] x = input();
      double margin = x[1] + effect * x[SUMMARY];
      boolean y = random.nextDouble() < Logistic.probability(margin);
      blend.learn(x, blend.belief().margins(x), y);
    }
  }

  private double[] input() {
    double[] x = new double[SPACE.dimension()];
    x[0] = 1.0;
    x[1] = random.nextDouble() - 1.0;
    for (int i = FeatureSpace.LEADING; i < SPACE.crossesAt(); i++) {
      x[i] = random.nextDouble();
    }
    Features.cross(SPACE, x, random.nextDouble());
    return x;
  }
}
