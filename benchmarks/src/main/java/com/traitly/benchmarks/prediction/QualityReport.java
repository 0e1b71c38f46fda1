package com.traitly.benchmarks.prediction;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.logs.LogGoal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The figures of all logs and the costs. */
final class QualityReport {
  private static final String HEAD =
      """
      | | predictions | base rate | AUC | log-loss | Brier | ECE | bias |
      |---|---|---|---|---|---|---|---|
      """;

  private QualityReport() {}

  /**
   * Makes the report.
   *
   * @param absent the logs that are not available
   * @param nanos the cost by benchmark, in nanoseconds
   */
  static Report of(List<LogResult> results, List<LogGoal> absent, Map<String, Double> nanos) {
    Report report =
        new Report(
            "prediction",
            "Predictions on public logs",
            "One pass, predicting before learning; windows opened after the split are judged. "
                + "One setting for all logs.");
    for (LogResult each : results) {
      report.part(
          markdown(each), json -> json.withObject("/logs").set(each.goal().log(), json(each)));
    }
    for (LogGoal goal : absent) {
      report.part(
          "## %s\n\nNot measured: the log is not here. docs/prediction.md says where to get it."
              .formatted(goal.log()),
          json -> json.withObject("/logs").put(goal.log(), "absent"));
    }
    if (!nanos.isEmpty()) {
      StringBuilder costs = new StringBuilder("## Cost\n\n| what | nanoseconds |\n|---|---|\n");
      nanos.forEach(
          (name, cost) -> costs.append(String.format(Locale.ROOT, "| %s | %,.0f |%n", name, cost)));
      report.part(costs.toString(), json -> nanos.forEach(json.putObject("nanoseconds")::put));
    }
    return report.part("## Targets", json -> {}).judged(Targets.judge(results, nanos));
  }

  private static String markdown(LogResult result) {
    StringBuilder text = new StringBuilder();
    Baseline.Baselines baselines = Baseline.of(result.goal());
    text.append("## ").append(result.goal().log()).append("\n\n").append(HEAD);
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
    return text.toString();
  }

  private static String row(String name, double auc, double logLoss) {
    return String.format(Locale.ROOT, "| %s | %.4f | %.4f |", name, auc, logLoss);
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
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
