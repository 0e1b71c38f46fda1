package com.traitly.benchmarks.summary;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Prints every row that has a target with its last measured figure, writes the table beside the
 * results, and draws the charts of docs/performance.md.
 */
public final class Summary {
  private static final Path RESULTS = Path.of("benchmarks", "results");
  private static final Path IMAGES = Path.of("docs", "images");
  private static final List<String> ORDER =
      List.of(
          "ingest",
          "stream",
          "growth",
          "latency",
          "lookup",
          "delivery",
          "isolation",
          "prediction",
          "restart",
          "due");
  private static final String HEAD =
      """
      # Where we stand

      Every row that has a target, with the figure last measured; each file beside this one tells how
      it was measured, on what commit and machine.

      | row | ours | beside | figure | target | stretch | met | commit |
      |---|---|---|---|---|---|---|---|
      """;

  private Summary() {}

  /** Takes no arguments. */
  public static void main(String[] args) throws IOException {
    StringBuilder table = new StringBuilder(HEAD);
    List<RatioChart.Bar> bars = new ArrayList<>();
    for (String name : ORDER) {
      Path file = RESULTS.resolve(name + ".json");
      if (Files.exists(file)) {
        JsonNode result = Json.read(Files.readAllBytes(file));
        for (JsonNode each : result.path("judgements")) {
          table.append(row(each, result.path("commit").asText())).append('\n');
          bars.add(RatioChart.Bar.of(each));
        }
      }
    }
    System.out.println(table);
    Files.writeString(RESULTS.resolve("summary.md"), table);
    Files.createDirectories(IMAGES);
    Files.writeString(IMAGES.resolve("performance.svg"), RatioChart.svg(bars));
    Path growth = RESULTS.resolve("growth.json");
    if (Files.exists(growth)) {
      JsonNode steps = Json.read(Files.readAllBytes(growth)).path("steps");
      Files.writeString(IMAGES.resolve("growth.svg"), GrowthChart.svg(steps));
    }
  }

  private static String row(JsonNode judgement, String commit) {
    String unit = judgement.path("unit").asText();
    String sign = judgement.has("at_least") ? "≥ " : "≤ ";
    double target = judgement.path(judgement.has("at_least") ? "at_least" : "at_most").asDouble();
    return "| %s | %s | %s | %s | %s | %s | %s | `%s` |"
        .formatted(
            judgement.path("row").asText(),
            judgement.path("ours").asText(),
            judgement.path("beside").asText(),
            Judgement.amount(judgement.path("value").asDouble(), unit),
            sign + Judgement.amount(target, unit),
            sign + Judgement.amount(judgement.path("stretch").asDouble(), unit),
            judgement.path("met").asBoolean() ? "yes" : "**no**",
            commit);
  }
}
