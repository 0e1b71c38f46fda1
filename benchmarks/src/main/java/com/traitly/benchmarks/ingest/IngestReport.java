package com.traitly.benchmarks.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The figures, with what one needs to judge them. */
record IngestReport(Machine machine, Plan plan, List<Series> series, List<Judgement> judgements) {
  String markdown() {
    return """
    # Ingest

    Events of about 150 bytes of 100,000 customers, posted to the gateway with an API key and every
    check on, and to the least a server on this stack could do. Broker, each server and the load
    generator share one machine: the ratio counts, not the rate. Runs of %d s alternate between
    gateway and ceiling, %d each; medians. A run counts only without a single error and when Kafka
    holds what was answered. The last two columns are processor time, which a busy machine distorts
    least. Measured %s.

    | load | server | events/s | spread | p50 ms | p99 ms | server µs/event | broker µs/event |
    |---|---|---|---|---|---|---|---|
    %s

    | gateway beside its ceiling | ratio | target | met |
    |---|---|---|---|
    %s

    Written by `make bench-ingest`.
    """
        .formatted(
            plan.seconds(),
            plan.rounds(),
            machine.text(),
            series.stream().map(Series::markdownRow).collect(Collectors.joining("\n")),
            judgements.stream().map(Judgement::markdownRow).collect(Collectors.joining("\n")));
  }

  /** Writes {@code ingest.json} and {@code ingest.md}. */
  void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    ObjectNode json = machine.json().put("seconds", plan.seconds()).put("rounds", plan.rounds());
    series.forEach(each -> json.withArray("series").add(each.json()));
    judgements.forEach(each -> json.withArray("judgements").add(each.json()));
    Files.writeString(directory.resolve("ingest.json"), json.toPrettyString() + "\n");
    Files.writeString(directory.resolve("ingest.md"), markdown());
  }
}
