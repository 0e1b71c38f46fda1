package com.traitly.benchmarks.prediction;

import com.traitly.benchmarks.report.Machine;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Measures the quality and the cost of the predictions on every public log that is available.
 * Prints a table and writes it to {@code benchmarks/results}, with calibration plots. {@code
 * --no-cost} leaves out JMH.
 */
public final class PredictionQuality {
  private static final Path RESULTS = Path.of("benchmarks", "results");

  private PredictionQuality() {}

  /** Runs the measurement. */
  public static void main(String[] args) throws IOException {
    Path data = PublicLog.data();
    List<LogResult> results = new ArrayList<>();
    List<LogGoal> absent = new ArrayList<>();
    for (LogGoal goal : LogGoal.ALL) {
      if (data != null && PublicLog.isIn(data, goal)) {
        results.add(LogResult.of(goal, Protocol.run(PublicLog.read(goal, data))));
      } else {
        System.err.printf(
            "The log %s is NOT HERE and is left out: docs/prediction.md says where to get it; name"
                + " its folder with -Dtraitly.data=<folder>.%n",
            goal.log());
        absent.add(goal);
      }
    }
    Map<String, Double> nanos =
        List.of(args).contains("--no-cost") ? Map.of() : CostMeasurement.run();
    QualityReport report = new QualityReport(Machine.current(), results, absent, nanos);
    System.out.println(report.markdown());
    report.writeTo(RESULTS);
    System.out.println("Written to " + RESULTS);
  }
}
