package com.traitly.benchmarks.harness;

import com.traitly.testkit.client.CallFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A main class in its own JVM with our class path; it ends with this process at the latest. */
public final class ForkedJvm implements AutoCloseable {
  private static final int LAST_WORDS = 20;
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] ");
  private static final double TICKS_PER_SECOND = 100;
  private static final double SETTLED = 0.02;

  private final Process process;
  private final String said;

  private ForkedJvm(Process process, String said) {
    this.process = process;
    this.said = said;
  }

  /** What to start, and with what. */
  public static final class Setup {
    private final Class<?> main;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();

    private Setup(Class<?> main) {
      this.main = main;
    }

    /** Adds environment variables. */
    public Setup environment(Map<String, String> more) {
      environment.putAll(more);
      return this;
    }

    /** Adds arguments. */
    public Setup arguments(String... more) {
      arguments.addAll(Arrays.asList(more));
      return this;
    }

    /**
     * Starts the JVM and waits until it prints what {@code ready} finds.
     *
     * @param ready a pattern whose first group becomes {@link ForkedJvm#said}
     * @throws CallFailed when the process ends before
     */
    public ForkedJvm start(Pattern ready) {
      try {
        return await(fork(), ready);
      } catch (IOException e) {
        throw new CallFailed(main.getSimpleName() + " could not be started: " + e.getMessage(), e);
      }
    }

    private ForkedJvm await(Process process, Pattern ready) throws IOException {
      Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
      BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>();
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher found = ready.matcher(line);
        if (found.find()) {
          // Reading a pipe blocks a virtual thread's carrier, and there are only as many as cores.
          Thread.ofPlatform().daemon().start(() -> drain(output));
          return new ForkedJvm(process, found.group(1));
        }
        lines.add(line);
      }
      String last =
          String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
      throw new CallFailed(main.getSimpleName() + " ended before it was ready:\n" + last);
    }

    private Process fork() throws IOException {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(List.of("-Xms512m", "-Xmx1g", "--enable-native-access=ALL-UNNAMED"));
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      return builder.start();
    }
  }

  /** Describes what to start. */
  public static Setup of(Class<?> main) {
    return new Setup(main);
  }

  /** Returns what it printed when it was ready: an address, or its result. */
  public String said() {
    return said;
  }

  /** Returns the processor seconds it has used so far. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /**
   * Runs a load once and says whether the process's compilers were almost idle meanwhile. Always
   * true where the system does not provide the figure.
   */
  public boolean isWarmAfter(Rounds.Turn load) throws Exception {
    double before = cpuSeconds();
    double compilersBefore = compilerSeconds();
    var unused = load.measure();
    return compilerSeconds() - compilersBefore <= SETTLED * (cpuSeconds() - before);
  }

  private double compilerSeconds() {
    Path tasks = Path.of("/proc", Long.toString(process.pid()), "task");
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads.mapToLong(ForkedJvm::compilerTicks).sum() / TICKS_PER_SECOND;
    } catch (IOException notLinux) {
      return 0;
    }
  }

  /** Returns its memory in bytes now, heap and everything else; 0 where the system does not say. */
  public long residentBytes() {
    return statusBytes("VmRSS:");
  }

  /** Returns the most memory it has used so far, in bytes; 0 where the system does not say. */
  public long peakResidentBytes() {
    return statusBytes("VmHWM:");
  }

  private long statusBytes(String field) {
    try {
      return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .sum();
    } catch (IOException notLinux) {
      return 0;
    }
  }

  /** Asks the process to stop, as an operator would, and waits until it has. */
  public void stop() {
    process.destroy();
    process.onExit().join();
  }

  /** Kills the process. */
  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Reads the processor time of a compiler thread by proc(5): fields 14 and 15 are user and system
   * time, and field 2 is the name.
   */
  private static long compilerTicks(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      if (!COMPILER.matcher(stat).find()) {
        return 0;
      }
      String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(afterName[11]) + Long.parseLong(afterName[12]);
    } catch (IOException ended) {
      return 0;
    }
  }

  private static void drain(BufferedReader output) {
    try {
      output.transferTo(Writer.nullWriter());
    } catch (IOException ended) {
      // The process is gone, and so is its output.
    }
  }
}
