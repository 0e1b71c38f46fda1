package com.traitly.benchmarks.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.benchmarks.harness.Services;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * A closed loop: each connection sends its next request as soon as it has an answer. Needs {@code
 * wrk}.
 */
public final class Wrk implements Load {
  private static final String SCRIPT = "requests.lua";

  private final int connections;
  private final Requests requests;
  private final Path file;
  private final Path script;

  /**
   * Creates a loop with this many connections; writes the files that wrk needs to the directory.
   */
  public Wrk(int connections, Requests requests, Path directory) throws IOException {
    this.connections = connections;
    this.requests = requests;
    file = requests.writeTo(directory);
    script = directory.resolve(SCRIPT);
    try (InputStream source = Wrk.class.getResourceAsStream(SCRIPT)) {
      Files.write(script, Objects.requireNonNull(source).readAllBytes());
    }
  }

  @Override
  public String name() {
    return "%s, %d connections".formatted(requests.what(), connections);
  }

  @Override
  public int items() {
    return requests.items();
  }

  @Override
  public int unfinished() {
    return connections;
  }

  @Override
  public Outcome run(Target target, int seconds) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            "wrk",
            "-t2",
            "-c" + connections,
            "-d" + seconds + "s",
            "--timeout",
            "10s",
            "-s",
            script.toString(),
            target.url().toString(),
            "--",
            requests.method(),
            file.toString(),
            Services.API_KEY);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    String last = output.substring(output.lastIndexOf('\n') + 1);
    if (process.waitFor() != 0 || !last.startsWith("{")) {
      throw new CallFailed("wrk failed: " + output);
    }
    JsonNode json = Json.read(last.getBytes(StandardCharsets.UTF_8));
    long errors = json.required("errors").longValue();
    return new Outcome(
        json.required("requests").longValue() - errors,
        errors,
        json.required("micros").longValue() / 1e6,
        json.required("p50_micros").longValue() / 1e3,
        json.required("p99_micros").longValue() / 1e3);
  }
}
