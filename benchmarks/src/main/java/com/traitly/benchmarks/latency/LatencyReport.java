package com.traitly.benchmarks.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.wire.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The measurements with what one needs to judge them.
 *
 * @param day when it was measured
 * @param samples all measured things, of the same number of events
 */
record LatencyReport(LocalDate day, List<Samples> samples) {
  String markdown() {
    int events = samples.getFirst().nanos().length;
    return """
    # From an event posted to what follows from it

    %d events, one after the other, on an otherwise idle `standalone`; milliseconds since the
    POST was sent. Measured on %s with commit `%s`, Java %s, %d cores.

    | until | median | p90 | p99 | max |
    |---|---|---|---|---|
    %s

    Written by `make bench-latency`.
    """
        .formatted(
            events,
            day,
            commit(),
            System.getProperty("java.version"),
            cores(),
            samples.stream().map(Samples::markdownRow).collect(Collectors.joining("\n")));
  }

  /** Writes {@code latency.json} and {@code latency.md}. */
  void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    ObjectNode json =
        Json.object()
            .put("day", day.toString())
            .put("commit", commit())
            .put("java", System.getProperty("java.version"))
            .put("cores", cores())
            .put("events", samples.getFirst().nanos().length);
    samples.forEach(each -> json.set(each.key(), each.json()));
    Files.writeString(directory.resolve("latency.json"), json.toPrettyString() + "\n");
    Files.writeString(directory.resolve("latency.md"), markdown());
  }

  private static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static String commit() {
    try {
      Process git = new ProcessBuilder("git", "rev-parse", "--short", "HEAD").start();
      String answer = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return answer.isBlank() ? "unknown" : answer.strip();
    } catch (IOException noGit) {
      return "unknown";
    }
  }
}
