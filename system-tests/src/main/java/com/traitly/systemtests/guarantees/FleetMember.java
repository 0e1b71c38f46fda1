package com.traitly.systemtests.guarantees;

import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A process that can be killed and started again at the same addresses on the same data. Its output
 * goes to a file beside its data. Used by one thread at a time; any thread may call {@link #life}.
 */
final class FleetMember implements AutoCloseable {
  private static final long PATIENCE_MILLIS = 120_000;

  private final Class<?> main;
  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> arguments;
  private final String readyLine;
  private volatile @Nullable Process process;
  private final AtomicInteger life = new AtomicInteger();

  /**
   * A process that is not running yet.
   *
   * @param directory for its output; its data may be there too
   * @param readyLine part of the line that it prints when it is ready
   */
  FleetMember(
      Class<?> main,
      Path directory,
      Map<String, String> environment,
      String readyLine,
      String... arguments) {
    this.main = main;
    this.directory = directory;
    this.environment = environment;
    this.readyLine = readyLine;
    this.arguments = List.of(arguments);
    // The fleet must end with this process.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** Finds a free port. Nobody else will take it soon: members are few and keep their ports. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CallFailed("No port is free", e);
    }
  }

  /** Starts the process without waiting. */
  void launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            // A test's own logging configuration would hide the ready line.
            "-Dlogback.configurationFile=logback.xml"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    life.incrementAndGet();
    try {
      Files.createDirectories(directory);
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log().toFile());
      builder.environment().putAll(environment);
      process = builder.start();
    } catch (IOException e) {
      throw new CallFailed(main.getSimpleName() + " could not be started", e);
    }
  }

  /** Waits until the process is ready. */
  void awaitServing() {
    long deadline = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
    try {
      while (!Files.readString(log()).contains(readyLine)) {
        Process running = process;
        if (running == null || !running.isAlive() || System.nanoTime() > deadline) {
          throw new CallFailed(
              main.getSimpleName() + " does not serve:\n" + Files.readString(log()));
        }
        Await.pause(Duration.ofMillis(20));
      }
    } catch (IOException e) {
      throw new CallFailed(main.getSimpleName() + " left no log", e);
    }
  }

  /** Starts the process and waits until it is ready. */
  void start() {
    launch();
    awaitServing();
  }

  /** Sends SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() {
    life.incrementAndGet();
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** Returns an odd number while the process runs; the number changes with every start and kill. */
  int life() {
    return life.get();
  }

  @Override
  public void close() {
    kill();
  }

  private Path log() {
    return directory.resolve(main.getSimpleName() + "-" + (life.get() + 1) / 2 + ".log");
  }
}
