package com.traitly.benchmarks.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Machine;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.logs.LogGoal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures of all logs and the costs, as Markdown and JSON.
 *
 * @param absent the logs that are not available
 * @param nanos the cost by benchmark, in nanoseconds
 */
record QualityReport(
    Machine machine, List<LogResult> results, List<LogGoal> absent, Map<String, Double> nanos) {
  private static final String HEAD =
      """
      | | predictions | base rate | AUC | log-loss | Brier | ECE | bias |
      |---|---|---|---|---|---|---|---|
      """;

  String markdown() {
    StringBuilder text = new StringBuilder("# Predictions on public logs\n\n");
    text.append("One pass, predicting before learning; windows opened after the split are judged. ")
        .append("One setting for all logs.\nMeasured ")
        .append(machine.text())
        .append(".\n");
    results.forEach(each -> append(text, each));
    for (LogGoal goal : absent) {
      text.append("\n## ").append(goal.log()).append("\n\nNot measured: the log is not here. ");
      text.append("docs/prediction.md says where to get it.\n");
    }
    if (!nanos.isEmpty()) {
      text.append("\n## Cost\n\n| what | nanoseconds |\n|---|---|\n");
    }
    nanos.forEach(
        (name, cost) -> text.append(String.format(Locale.ROOT, "| %s | %,.0f |%n", name, cost)));
    text.append("\n## Targets\n\n").append(Judgement.HEAD).append('\n');
    Targets.judge(results, nanos).forEach(each -> line(text, each.markdown()));
    return text.append("\nWritten by `make bench-prediction`.\n").toString();
  }

  private static void append(StringBuilder text, LogResult result) {
    Baseline.Baselines baselines = Baseline.of(result.goal());
    text.append("\n## ").append(result.goal().log()).append("\n\n").append(HEAD);
    line(text, result.ticks().row("at step ticks"));
    if (result.events() != null) {
      line(text, result.events().row("just after events"));
    }
    line(text, result.macro().row("mean over ages"));
    result.byAge().forEach((age, figures) -> line(text, figures.row("at step " + age)));
    line(text, result.lifeTable().row("life table alone, at ticks"));
    text.append("\n| at step ticks | AUC | log-loss |\n|---|---|---|\n");
    line(text, row("**Traitly**", result.ticks().auc(), result.ticks().logLoss()));
    for (Baseline each :
        List.of(
            baselines.reference(),
            baselines.logisticRegression(),
            baselines.boosting(),
            baselines.baseRate())) {
      line(text, row(each.name(), each.auc(), each.logLoss()));
    }
    line(text, String.format(Locale.ROOT, "| target | | %.4f |", baselines.target()));
    text.append("\n| first windows | log-loss | life table |\n|---|---|---|\n");
    line(
        text,
        result.coldStart().stream()
            .map(LogResult.ColdStart::row)
            .collect(Collectors.joining("\n")));
    text.append(
        String.format(
            Locale.ROOT,
            "%nSummed from the first window on, the log-loss was never more than %.2f nats above"
                + " the life table's.%n",
            result.worstExcess()));
  }

  private static String row(String name, double auc, double logLoss) {
    return String.format(Locale.ROOT, "| %s | %.4f | %.4f |", name, auc, logLoss);
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }

  /** Writes {@code prediction.json}, {@code prediction.md} and the plots. */
  void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    ObjectNode json = machine.json();
    ObjectNode logs = json.putObject("logs");
    for (LogResult each : results) {
      logs.set(each.goal().log(), json(each));
      Files.writeString(
          directory.resolve("calibration-" + each.goal().log() + ".svg"), CalibrationPlot.of(each));
    }
    absent.forEach(goal -> logs.put(goal.log(), "absent"));
    ObjectNode costs = json.putObject("nanoseconds");
    nanos.forEach(costs::put);
    Targets.judge(results, nanos).forEach(each -> json.withArray("judgements").add(each.json()));
    Files.writeString(directory.resolve("prediction.json"), json.toPrettyString() + "\n");
    Files.writeString(directory.resolve("prediction.md"), markdown());
  }

  private static ObjectNode json(LogResult result) {
    ObjectNode json = Json.object();
    json.set("ticks", result.ticks().json());
    if (result.events() != null) {
      json.set("events", result.events().json());
    }
    json.set("mean_over_ages", result.macro().json());
    json.set("life_table", result.lifeTable().json());
    ArrayNode starts = json.putArray("cold_start");
    for (LogResult.ColdStart each : result.coldStart()) {
      starts
          .addObject()
          .put("windows", each.windows())
          .put("log_loss", each.served())
          .put("life_table_log_loss", each.lifeTable());
    }
    return json.put("worst_excess_nats", result.worstExcess());
  }
}
