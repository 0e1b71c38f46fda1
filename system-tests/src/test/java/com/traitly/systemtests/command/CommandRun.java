package com.traitly.systemtests.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One run of {@code bin/traitly} as a process of its own, whose lines of JSON are read. */
public final class CommandRun implements AutoCloseable {
  private static final Path COMMAND = Path.of("..", "bin", "traitly").toAbsolutePath().normalize();

  private final Process process;
  private final Path errors;
  private final BufferedReader output;
  private final List<JsonNode> lines = new ArrayList<>();

  private CommandRun(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    output = process.inputReader(UTF_8);
  }

  /** Starts it in a directory. */
  public static CommandRun start(
      Path directory, String url, String token, String command, String argument, String... more)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of(command, argument));
    arguments.addAll(List.of(more));
    return start(
        directory, Map.of("TRAITLY_URL", url, "TRAITLY_TOKEN", token), "-Xmx256m", arguments);
  }

  /** Starts it in a directory, with these environment variables and so much memory. */
  public static CommandRun start(
      Path directory, Map<String, String> environment, String memory, List<String> arguments)
      throws IOException {
    List<String> line = new ArrayList<>(List.of(COMMAND.toString()));
    line.addAll(arguments);
    Path errors = Files.createTempFile(directory, "errors", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(line).directory(directory.toFile()).redirectError(errors.toFile());
    builder.environment().putAll(environment);
    builder.environment().put("TRAITLY_JAVA_OPTS", memory + " -XX:TieredStopAtLevel=1");
    return new CommandRun(builder.start(), errors);
  }

  /** Reads lines until one is as wanted. */
  public void awaitLine(Predicate<JsonNode> wanted) throws IOException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(Json.read(line.getBytes(UTF_8)));
      if (wanted.test(lines.getLast())) {
        return;
      }
    }
    throw new AssertionError("The process ended first: " + errors());
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** SIGTERM, as Ctrl-C. */
  public void interrupt() {
    // Not the process's own method, which closes its output as well.
    process.toHandle().destroy();
  }

  /** Waits for the end. */
  public int exitCode() throws IOException, InterruptedException {
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      lines.add(Json.read(line.getBytes(UTF_8)));
    }
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      throw new AssertionError("The process does not end.");
    }
    return process.exitValue();
  }

  /** All lines read so far. */
  public List<JsonNode> lines() {
    return lines;
  }

  /** The last line. */
  public JsonNode last() {
    return lines.getLast();
  }

  /** What it said on standard error. */
  public String errors() throws IOException {
    return Files.readString(errors);
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    output.close();
  }
}
