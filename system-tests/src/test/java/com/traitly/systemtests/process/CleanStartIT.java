package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.standalone.Standalone;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts a real process with the logs that operators see; nothing may look wrong in them. */
@Tag("slow")
final class CleanStartIT {
  // Enough changelogs that the broker needs a while to learn of all.
  private static final int PARTITIONS = 12;

  @TempDir private Path directory;

  @Test
  void aFirstStartASecondAndTheStopsLogNothingThatLooksWrong() throws Exception {
    assertThat(run())
        .as("first")
        .anyMatch(CleanStartIT::saysStopped)
        .noneMatch(CleanStartIT::looksWrong);
    assertThat(run())
        .as("second")
        .anyMatch(CleanStartIT::saysStopped)
        .noneMatch(CleanStartIT::looksWrong);
  }

  @Test
  void whatLooksWrongIsSeen() {
    assertThat(looksWrong("17:41:29.149 ERROR o.a.k.c.a.i.PartitionLeaderStrategy - unknown"))
        .isTrue();
    assertThat(looksWrong("java.lang.UnsupportedOperationException")).isTrue();
    assertThat(looksWrong("17:41:15.799 INFO  c.t.p.l.Launcher - traitly stopped")).isFalse();
  }

  /**
   * Says whether a line has a level above INFO or is not a log line, such as a line of a stack
   * trace.
   */
  private static boolean looksWrong(String line) {
    return !line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (INFO|DEBUG) .*");
  }

  private static boolean saysStopped(String line) {
    return line.endsWith("traitly stopped");
  }

  private List<String> run() throws Exception {
    Path said = directory.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flagsOfOurScripts());
    command.addAll(
        List.of(
            "-Xmx768m",
            "-XX:TieredStopAtLevel=1",
            "-Dlogback.configurationFile=logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            Standalone.class.getName()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("TRAITLY_"));
    builder.environment().put("TRAITLY_PORT", "0");
    builder.environment().put("TRAITLY_KAFKA_PORT", "0");
    builder.environment().put("TRAITLY_DATA_DIR", directory.resolve("data").toString());
    builder.environment().put("TRAITLY_PARTITIONS", Integer.toString(PARTITIONS));
    // Many compose files pass on unset variables as empty ones.
    builder.environment().put("TRAITLY_LOG_LEVEL", "");
    builder.redirectError(said.toFile());
    Process process = builder.start();
    try (BufferedReader out = process.inputReader()) {
      String line = out.readLine();
      while (line != null && !line.contains("Ctrl-C stops it")) {
        line = out.readLine();
      }
      process.toHandle().destroy();
      assertThat(process.waitFor()).as("asked to stop, it succeeds").isZero();
    } finally {
      process.destroyForcibly();
    }
    return Files.readAllLines(said);
  }

  /** Returns the flags of our start scripts; without them the JVM warns about Kafka's libraries. */
  private static List<String> flagsOfOurScripts() throws IOException {
    Process script =
        new ProcessBuilder(
                Path.of("..", "bin", "java-flags").toString(), System.getProperty("java.home"))
            .start();
    try (BufferedReader out = script.inputReader()) {
      return out.lines().flatMap(line -> Stream.of(line.split(" +"))).toList();
    }
  }
}
