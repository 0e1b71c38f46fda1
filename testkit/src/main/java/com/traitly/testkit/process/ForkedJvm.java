package com.traitly.testkit.process;

import com.traitly.testkit.client.CallFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A main class in its own JVM with our class path; it ends with this process at the latest. */
public final class ForkedJvm implements AutoCloseable {
  /** Finds the address that a server prints. */
  public static final Pattern ADDRESS = Pattern.compile("(http://\\S+)");

  private static final int LAST_WORDS = 50;
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Pattern COMPILER = Pattern.compile("\\(C[12] ");
  private static final double TICKS_PER_SECOND = 100;
  private static final double SETTLED = 0.02;

  private final String name;
  private final Process process;

  /** What it printed before it was ready. */
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private final CompletableFuture<Optional<String>> ready = new CompletableFuture<>();

  private ForkedJvm(String name, Process process, Pattern pattern) {
    this.name = name;
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    // Reading a pipe blocks a virtual thread's carrier, and there are only as many as cores.
    Thread.ofPlatform().daemon().start(() -> read(pattern));
  }

  /** What to start, and with what. */
  public static final class Setup {
    private final Class<?> main;
    private final Map<String, String> environment = new HashMap<>();
    private final List<String> arguments = new ArrayList<>();
    private List<String> options = List.of("-Xms512m", "-Xmx1g");

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

    /** Sets the options of the JVM instead of a heap between half a GiB and one. */
    public Setup options(String... instead) {
      options = List.of(instead);
      return this;
    }

    /**
     * Starts the JVM and waits until it prints what {@code ready} finds.
     *
     * @param ready a pattern whose first group becomes {@link ForkedJvm#said}
     * @throws CallFailed when the process ends before
     */
    public ForkedJvm start(Pattern ready) {
      ForkedJvm started = launch(ready);
      var unused = started.said();
      return started;
    }

    /** Starts the JVM without waiting; {@link ForkedJvm#said} waits. */
    public ForkedJvm launch(Pattern ready) {
      List<String> command = new ArrayList<>();
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      command.addAll(options);
      command.add("--enable-native-access=ALL-UNNAMED");
      command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
      command.addAll(arguments);
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().putAll(environment);
      try {
        return new ForkedJvm(main.getSimpleName(), builder.start(), ready);
      } catch (IOException e) {
        throw new CallFailed(main.getSimpleName() + " could not be started: " + e.getMessage(), e);
      }
    }
  }

  /** Describes what to start. */
  public static Setup of(Class<?> main) {
    return new Setup(main);
  }

  /** Finds a port that is free now. Nobody else will take it soon: few look for one. */
  public static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CallFailed("No free port on the loopback address.", e);
    }
  }

  /**
   * Waits until the process is ready and returns what it printed then: an address, or its result.
   *
   * @throws CallFailed when the process ends before, or takes ten minutes
   */
  public String said() {
    return ready
        .completeOnTimeout(Optional.empty(), PATIENCE.toSeconds(), TimeUnit.SECONDS)
        .join()
        .orElseThrow(() -> new CallFailed(name + " ended before it was ready:\n" + lastWords()));
  }

  /** Returns its process id. */
  public long pid() {
    return process.pid();
  }

  /** Returns the processor seconds it has used so far. */
  public double cpuSeconds() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
  }

  /**
   * Runs a load once and says whether the process's compilers were almost idle meanwhile. Always
   * true where the system does not provide the figure.
   */
  public boolean isWarmAfter(Callable<?> load) throws Exception {
    double before = cpuSeconds();
    double compilersBefore = compilerSeconds();
    var unused = load.call();
    return compilerSeconds() - compilersBefore <= SETTLED * (cpuSeconds() - before);
  }

  private double compilerSeconds() {
    Path tasks = Path.of("/proc", Long.toString(pid()), "task");
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
      return Files.readAllLines(Path.of("/proc", Long.toString(pid()), "status")).stream()
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

  /** Kills the process with SIGKILL: no shutdown hook runs, nothing is flushed. */
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

  private void read(Pattern pattern) {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher found = pattern.matcher(line);
        if (found.find()) {
          ready.complete(Optional.of(found.group(1)));
          output.transferTo(Writer.nullWriter());
          return;
        }
        lines.add(line);
      }
    } catch (IOException ended) {
      // The process is gone, and so is its output.
    } finally {
      ready.complete(Optional.empty());
    }
  }

  private String lastWords() {
    return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()));
  }
}
