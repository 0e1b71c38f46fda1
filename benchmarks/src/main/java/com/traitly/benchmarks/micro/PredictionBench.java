package com.traitly.benchmarks.micro;

import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.SignalCounts;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.prediction.regression.Mixture;
import com.traitly.prediction.regression.Posterior;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Scoring a window and learning an example. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@SuppressWarnings("NullAway.Init") // JMH calls the set-up first
public class PredictionBench {
  private static final int EXAMPLES = 256;
  private static final long DAY = 86_400_000;

  /** With 7 signals x has 78 components, with 18 it has 133. */
  @Param({"7", "18"})
  public int signals;

  private FeatureSpace space;
  private GoalModel model;
  private WindowSnapshot snapshot;
  private double[][] examples;
  private Mixture learner;
  private Posterior belief;
  private int next;

  /** Prepares a served model and a learner. */
  @Setup
  public void prepare() {
    space = new FeatureSpace(IntStream.range(0, signals).mapToObj(i -> "Event " + i).toList());
    model = served();
    snapshot = snapshot();
    examples = examples();
    learner = Mixture.untrained(space);
    belief = learner.belief();
  }

  /** Computes the likelihood of one window, including its features. */
  @Benchmark
  public double score() {
    return model.likelihood(snapshot);
  }

  /** Computes the importance of five open actions. */
  @Benchmark
  public double[] rankFiveActions() {
    return model.importance(
        snapshot, List.of("Event 0", "Event 1", "Event 2", "Event 3", "Event 4"));
  }

  /** Learns one example. */
  @Benchmark
  public void update() {
    double[] x = examples[next];
    learner.learn(x, belief.margins(x), next % 4 == 0);
    next = (next + 1) % EXAMPLES;
  }

  private GoalModel served() {
    GoalModel untrained = GoalModel.initial(TimeGrid.ofWindow(30 * DAY), space, 0.15);
    return new GoalModel(
        untrained.epoch(),
        untrained.trainedUpTo(),
        untrained.shape(),
        space,
        untrained.curve(),
        untrained.regression(),
        true,
        true,
        untrained.metrics());
  }

  private WindowSnapshot snapshot() {
    long openedAt = 20_000 * DAY;
    long asOf = openedAt + 12 * DAY + 3_600_000;
    Random random = new Random(1);
    long[] inWindow = random.longs(signals + 1, 0, 9).toArray();
    long[] before = random.longs(signals + 1, 0, 5).toArray();
    long[] lastAt = new long[signals + 1];
    Arrays.setAll(lastAt, i -> asOf - i * 3_600_000L);
    return new WindowSnapshot(
        openedAt,
        asOf,
        new SignalCounts(inWindow, before, lastAt),
        new BaselineCovariates(openedAt - DAY, 0, 0, 0, 49, "Trial"));
  }

  private double[][] examples() {
    Random random = new Random(2);
    double[][] all = new double[EXAMPLES][];
    Arrays.setAll(all, i -> random.doubles(space.dimension(), -1, 1).toArray());
    return all;
  }
}
