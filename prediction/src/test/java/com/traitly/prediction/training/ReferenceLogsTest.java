package com.traitly.prediction.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.math.Logistic;
import com.traitly.prediction.regression.BayesianLogistic;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Runs the reference's protocol on the public logs: predict at every decision point, learn a window
 * when its time is over, judge the windows opened after the split. The larger logs run with {@code
 * -Dtraitly.logs=all}; {@code -Dtraitly.data} names the folder of the logs.
 */
@Tag("logs")
class ReferenceLogsTest {

  /** Every twentieth customer of Online Retail II: the one log that every clone has. */
  @ParameterizedTest
  @CsvSource({"1.0, .8630, .3723, .0126", "4.0, .8646, .3701, .0126"})
  void theSampleMatchesTheReference(double precision, double auc, double loss, double ece)
      throws IOException {
    Path sample = Path.of("src", "test", "resources", "logs");
    check(sample, LogGoal.ONLINE_RETAIL, new Score(auc, loss, ece), precision);
  }

  @Test
  void cdnowMatchesTheReference() throws IOException {
    check(LogGoal.CDNOW, new Score(0.7843, 0.5260, 0.0115), 1.0);
  }

  @ParameterizedTest
  @CsvSource({"1.0, .8170, .4187, .0105", "4.0, .8171, .4186, .0103"})
  void onlineRetailMatchesTheReference(double precision, double auc, double loss, double ece)
      throws IOException {
    assumeAllLogs();
    check(LogGoal.ONLINE_RETAIL, new Score(auc, loss, ece), precision);
  }

  @ParameterizedTest
  @CsvSource({"1.0, .9447, .1573, .0058", "4.0, .9445, .1588, .0069"})
  void bpi2012MatchesTheReference(double precision, double auc, double loss, double ece)
      throws IOException {
    assumeAllLogs();
    check(LogGoal.BPI_2012, new Score(auc, loss, ece), precision);
  }

  private static void check(LogGoal goal, Score expected, double precision) throws IOException {
    Path data = PublicLog.data();
    if (!PublicLog.isIn(data, goal)) {
      System.err.println("SKIPPED: no public log " + goal.log() + "; see -Dtraitly.data");
    }
    assumeTrue(
        PublicLog.isIn(data, goal),
        "the public log " + goal.log() + " is not here: name its folder by -Dtraitly.data");
    check(requireNonNull(data), goal, expected, precision);
  }

  private static void check(Path data, LogGoal goal, Score expected, double precision)
      throws IOException {
    long start = System.nanoTime();
    Score actual =
        new Run(new ReferenceExamples(PublicLog.read(goal, data)), goal, precision).score();
    System.out.printf(
        "LOG %s precision %.0f: AUC %.5f, log-loss %.5f, ECE %.5f in %d ms%n",
        goal.log(),
        precision,
        actual.auc(),
        actual.logLoss(),
        actual.calibrationError(),
        (System.nanoTime() - start) / 1_000_000L);
    assertThat(actual.auc()).isEqualTo(expected.auc(), within(0.001));
    assertThat(actual.logLoss()).isEqualTo(expected.logLoss(), within(0.005 * expected.logLoss()));
    assertThat(actual.calibrationError()).isEqualTo(expected.calibrationError(), within(0.001));
  }

  private static void assumeAllLogs() {
    assumeTrue(
        "all".equals(System.getProperty("traitly.logs")),
        "a larger log: run it with -Dtraitly.logs=all");
  }

  /** Figures over the ticks of the test windows; ECE over 15 bins of equal mass. */
  private record Score(double auc, double logLoss, double calibrationError) {

    static Score of(List<double[]> judged) {
      judged.sort((a, b) -> Double.compare(a[0], b[0]));
      int n = judged.size();
      double won = 0.0;
      double hits = 0.0;
      double loss = 0.0;
      for (int from = 0, to; from < n; from = to) {
        double tied = 0.0;
        for (to = from; to < n && judged.get(to)[0] == judged.get(from)[0]; to++) {
          tied += judged.get(to)[1];
          loss += Logistic.loss(judged.get(to)[0], judged.get(to)[1] == 1.0);
        }
        double misses = (to - from) - tied;
        won += tied * ((from - hits) + misses / 2.0);
        hits += tied;
      }
      return new Score(won / (hits * (n - hits)), loss / n, calibrationError(judged));
    }

    private static double calibrationError(List<double[]> sorted) {
      int n = sorted.size();
      double error = 0.0;
      for (int bin = 0, from = 0; bin < 15; bin++) {
        int to = from + n / 15 + (bin < n % 15 ? 1 : 0);
        double distance = 0.0;
        for (double[] pair : sorted.subList(from, to)) {
          distance += pair[0] - pair[1];
        }
        error += Math.abs(distance);
        from = to;
      }
      return error / n;
    }
  }

  /**
   * Predicts, accounts and learns in time order; at one instant it accounts, learns, then predicts.
   */
  private static final class Run {

    private static final int ACCOUNT = 0;
    private static final int LEARN = 1;
    private static final int PREDICT = 2;

    private final List<PublicLog.Window> windows;
    private final List<ReferenceExamples.Example> examples;
    private final LogGoal goal;
    private final int[] first;
    private final double[] lifeTableLogit;
    private final double[] predicted;
    private final LifeTable lifeTable;
    private final BayesianLogistic regression;
    private final double[] x;

    Run(ReferenceExamples source, LogGoal goal, double precision) {
      this.windows = source.windows();
      this.examples = source.examples();
      this.goal = goal;
      x = new double[examples.getFirst().features().length + 2];
      x[0] = 1.0;
      double[] precisions = new double[x.length];
      Arrays.fill(precisions, precision);
      precisions[1] = 20.0;
      double[] weights = new double[x.length];
      weights[1] = 1.0;
      regression = BayesianLogistic.withPrior(weights, precisions, 1e-5);
      lifeTable = LifeTable.withPrior(goal.steps(), 0.15);
      lifeTableLogit = new double[examples.size()];
      predicted = new double[examples.size()];
      first = new int[windows.size() + 1];
      examples.forEach(example -> first[example.window() + 1]++);
      for (int window = 0; window < windows.size(); window++) {
        first[window + 1] += first[window];
      }
    }

    Score score() {
      for (long[] operation : operations()) {
        long day = Math.floorDiv(operation[0], TimeGrid.DAY);
        regression.advanceTo(day);
        lifeTable.advanceTo(day);
        int index = (int) operation[2];
        switch ((int) operation[1]) {
          case ACCOUNT -> account(windows.get(index));
          case LEARN -> learn(index);
          default -> predict(index);
        }
      }
      List<double[]> judged = new ArrayList<>();
      for (int i = 0; i < predicted.length; i++) {
        PublicLog.Window window = windows.get(examples.get(i).window());
        if (examples.get(i).tick() && window.openedAt() >= goal.splitAt()) {
          judged.add(new double[] {predicted[i], window.reachedAt() == null ? 0.0 : 1.0});
        }
      }
      return Score.of(judged);
    }

    private List<long[]> operations() {
      List<long[]> operations = new ArrayList<>();
      for (int i = 0; i < examples.size(); i++) {
        operations.add(new long[] {examples.get(i).asOf(), PREDICT, i});
      }
      for (int i = 0; i < windows.size(); i++) {
        if (first[i + 1] > first[i]) {
          PublicLog.Window window = windows.get(i);
          long end = window.openedAt() + goal.windowMillis();
          Long reachedAt = window.reachedAt();
          operations.add(new long[] {reachedAt == null ? end : reachedAt, ACCOUNT, i});
          operations.add(new long[] {end, LEARN, i});
        }
      }
      operations.sort(Arrays::compare);
      return operations;
    }

    private void predict(int index) {
      ReferenceExamples.Example example = examples.get(index);
      long elapsed = example.asOf() - windows.get(example.window()).openedAt();
      double age = (double) elapsed / goal.stepMillis();
      if (example.tick() && age >= 1.0) {
        lifeTable.survived((int) age - 1);
      }
      lifeTableLogit[index] = Logistic.logit(lifeTable.likelihood(age));
      predicted[index] = regression.probability(input(index));
    }

    private void account(PublicLog.Window window) {
      Long reachedAt = window.reachedAt();
      if (reachedAt == null) {
        lifeTable.survived(goal.steps() - 1);
      } else {
        long step = (reachedAt - window.openedAt() - 1L) / goal.stepMillis();
        lifeTable.reached((int) Math.min(step, goal.steps() - 1L));
      }
    }

    private void learn(int index) {
      PublicLog.Window window = windows.get(index);
      for (int i = first[index]; i < first[index + 1]; i++) {
        CRC32 crc = new CRC32();
        long opened = window.openedAt() / 1_000;
        String key = window.customer() + "/" + opened + "/" + examples.get(i).asOf() / 1_000;
        crc.update(key.getBytes(StandardCharsets.UTF_8));
        if (crc.getValue() % 3L == 0L) {
          regression.update(input(i), window.reachedAt() != null);
        }
      }
    }

    private double[] input(int index) {
      float[] features = examples.get(index).features();
      x[1] = lifeTableLogit[index];
      for (int i = 0; i < features.length; i++) {
        x[i + 2] = features[i];
      }
      return x;
    }
  }
}
