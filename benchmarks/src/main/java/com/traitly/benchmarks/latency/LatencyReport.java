package com.traitly.benchmarks.latency;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.report.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The measurements with what one needs to judge them.
 *
 * @param machine where it was measured
 * @param samples all measured things, of the same number of events
 */
record LatencyReport(Machine machine, List<Samples> samples) {
  String markdown() {
    int events = samples.getFirst().nanos().length;
    return """
    # From an event posted to what follows from it

    %d events, one after the other, on an otherwise idle `standalone`; milliseconds since the
    POST was sent. Measured %s.

    | until | median | p90 | p99 | max |
    |---|---|---|---|---|
    %s

    Written by `make bench-latency`.
    """
        .formatted(
            events,
            machine.text(),
            samples.stream().map(Samples::markdownRow).collect(Collectors.joining("\n")));
  }

  /** Writes {@code latency.json} and {@code latency.md}. */
  void writeTo(Path directory) throws IOException {
    Files.createDirectories(directory);
    ObjectNode json = machine.json().put("events", samples.getFirst().nanos().length);
    samples.forEach(each -> json.set(each.key(), each.json()));
    Files.writeString(directory.resolve("latency.json"), json.toPrettyString() + "\n");
    Files.writeString(directory.resolve("latency.md"), markdown());
  }
}
