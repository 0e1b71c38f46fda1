package com.traitly.systemtests.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A program of somebody else, with all that it printed; killed when closed. Thread-safe. */
final class RunningProgram implements AutoCloseable {
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private RunningProgram(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    // Reading a pipe blocks a virtual thread's carrier, and there are only as many as cores.
    Thread.ofPlatform().daemon().start(this::read);
  }

  /**
   * Starts a program in a directory.
   *
   * @param path directories that are searched for programs before the usual ones
   */
  static RunningProgram start(Path directory, List<Path> path, List<String> command)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    StringBuilder searched = new StringBuilder();
    path.forEach(each -> searched.append(each.toAbsolutePath()).append(':'));
    builder.environment().merge("PATH", "", (usual, none) -> searched + usual);
    return new RunningProgram(builder.start());
  }

  /** Starts a shell that runs a block as it would in a terminal. */
  static RunningProgram shell(Path directory, List<Path> path, String block) throws IOException {
    return start(directory, path, List.of("sh", "-e", "-c", block));
  }

  /** Says whether a program is there and runs. */
  static boolean works(String... command) {
    try (RunningProgram program = start(Path.of("."), List.of(), List.of(command))) {
      return program.process.waitFor(20, TimeUnit.SECONDS) && program.process.exitValue() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Returns all that it printed so far. */
  String said() {
    return String.join("\n", lines);
  }

  /** Waits until it has ended well. */
  void awaitDone(Duration most) {
    await().atMost(most).until(() -> !process.isAlive());
    assertThat(process.exitValue()).as(this::said).isZero();
  }

  /** Waits for a line that holds all these texts. */
  void awaitLine(Duration most, String... parts) {
    await()
        .atMost(most)
        .untilAsserted(
            () -> assertThat(lines).anySatisfy(line -> assertThat(line).contains(parts)));
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      output.lines().forEach(lines::add);
    } catch (IOException | java.io.UncheckedIOException ended) {
      // The process is gone, and so is its output.
    }
  }
}
