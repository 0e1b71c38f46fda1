package com.traitly.benchmarks.ingest;

import com.traitly.benchmarks.client.CallFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A main class in a JVM of its own, with our class path; ends with this process or before. */
final class ForkedJvm implements AutoCloseable {
  private static final int LAST_WORDS = 20;

  private final Process process;
  private final String said;

  private ForkedJvm(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /**
   * Starts it and waits until it prints what {@code ready} finds.
   *
   * @param ready finds what {@link #said} answers
   * @throws CallFailed when it ends before
   */
  static ForkedJvm start(
      Class<?> main, Pattern ready, Map<String, String> environment, String... arguments) {
    try {
      Process process = fork(main, environment, arguments);
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher found = ready.matcher(line);
        if (found.find()) {
          // Reading a pipe holds a virtual thread's carrier, of which there are as many as cores.
          Thread.ofPlatform().daemon().start(() -> drain(output));
          return new ForkedJvm(process, found.group(1));
        }
        lines.add(line);
      }
      String last =
          String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
      throw new CallFailed(main.getSimpleName() + " ended before it was ready:\n" + last);
    } catch (IOException e) {
      throw new CallFailed(main.getSimpleName() + " could not be started: " + e.getMessage(), e);
    }
  }

  /** What it printed when it was ready: an address, or its result. */
  String said() {
    return said;
  }

  /** Processor time it has used so far. */
  double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  private static Process fork(Class<?> main, Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xms512m", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // The process is gone, and its output with it.
    }
  }
}
