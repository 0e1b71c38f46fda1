package com.traitly.benchmarks.prediction;

import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.micro.PredictionBench;
import com.traitly.benchmarks.report.Report;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures the quality and the cost of the predictions on every public log that is available.
 * Prints a table and writes it to {@code benchmarks/results}, with calibration plots. {@code
 * --no-cost} leaves out JMH.
 */
public final class PredictionQuality {
  private static final Path RESULTS = Path.of("benchmarks", "results");
  private static final String NO_COST = "no-cost";

  private PredictionQuality() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws Exception {
    Scenario.run(
        "prediction",
        args,
        scenario -> {
          boolean cost = !scenario.has(NO_COST);
          return () -> measure(cost);
        });
  }

  private static Report measure(boolean cost) throws IOException {
    Path data = PublicLog.data();
    List<LogResult> results = new ArrayList<>();
    List<LogGoal> absent = new ArrayList<>();
    Files.createDirectories(RESULTS);
    for (LogGoal goal : LogGoal.ALL) {
      if (data != null && PublicLog.isIn(data, goal)) {
        LogResult result = LogResult.of(goal, Protocol.run(PublicLog.read(goal, data)));
        results.add(result);
        Files.writeString(
            RESULTS.resolve("calibration-" + goal.log() + ".svg"), CalibrationPlot.of(result));
      } else {
        System.err.printf(
            "The log %s is NOT HERE and is left out: docs/prediction.md says where to get it; name"
                + " its folder with -Dtraitly.data=<folder>.%n",
            goal.log());
        absent.add(goal);
      }
    }
    return QualityReport.of(results, absent, cost ? cost() : Map.of());
  }

  /** Measures a score, a ranking and an update with JMH; nanoseconds by benchmark. */
  private static Map<String, Double> cost() {
    Map<String, Double> nanos = new TreeMap<>();
    try {
      for (RunResult each :
          new Runner(
                  new OptionsBuilder()
                      .include(PredictionBench.class.getName())
                      .shouldFailOnError(true)
                      .build())
              .run()) {
        String name =
            "%s with %s signals"
                .formatted(
                    each.getPrimaryResult().getLabel(), each.getParams().getParam("signals"));
        nanos.put(name, each.getPrimaryResult().getScore());
      }
    } catch (RunnerException failure) {
      throw new IllegalStateException("JMH could not run", failure);
    }
    return nanos;
  }
}
