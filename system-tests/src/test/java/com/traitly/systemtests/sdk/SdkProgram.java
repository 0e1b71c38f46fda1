package com.traitly.systemtests.sdk;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.opentest4j.TestAbortedException;

/** A running program that sends messages with an SDK. */
final class SdkProgram implements AutoCloseable {
  private final Process process;
  private final Path errors;
  private final Writer input;
  private final Thread reading;
  private final List<String> said = new CopyOnWriteArrayList<>();

  private SdkProgram(Process process, Path errors) {
    this.process = process;
    this.errors = errors;
    input = process.outputWriter(UTF_8);
    reading =
        Thread.ofPlatform()
            .daemon()
            .start(() -> process.inputReader(UTF_8).lines().forEach(said::add));
  }

  /**
   * Starts one.
   *
   * @throws TestAbortedException when the SDK cannot be installed here; the reason is printed too
   */
  static SdkProgram start(Sdk sdk, Path directory, String url, String key, int messages)
      throws IOException, InterruptedException {
    try {
      List<String> line = new ArrayList<>(sdk.command());
      line.addAll(List.of(url, key, sdk.prefix(), Integer.toString(messages)));
      Path errors = Files.createTempFile(directory, sdk.prefix(), ".err");
      ProcessBuilder builder = new ProcessBuilder(line).redirectError(errors.toFile());
      builder.environment().putAll(sdk.environment());
      return new SdkProgram(builder.start(), errors);
    } catch (Sdk.Missing missing) {
      String reason = "SKIPPED: " + sdk + " is not tested, because " + missing.getMessage();
      System.err.println(reason);
      throw new TestAbortedException(reason);
    }
  }

  /** Whether it has said a line that begins so; fails when it has ended without it. */
  boolean hasSaid(String start) {
    boolean ended = !reading.isAlive();
    if (said.stream().anyMatch(line -> line.startsWith(start))) {
      return true;
    }
    if (ended) {
      throw new AssertionError("it ended without '%s': %s".formatted(start, this));
    }
    return false;
  }

  /** Whether it has ended; a program that has sent everything waits for its input. */
  boolean hasEnded() {
    return !reading.isAlive();
  }

  /** The errors that the SDK reported. */
  List<String> reported() {
    return said.stream().filter(line -> line.startsWith("error")).toList();
  }

  /** Lets it go on. */
  void goOn() throws IOException {
    input.write("\n");
    input.flush();
  }

  @Override
  public String toString() {
    try {
      return said + " " + Files.readString(errors);
    } catch (IOException e) {
      return said.toString();
    }
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
  }
}
