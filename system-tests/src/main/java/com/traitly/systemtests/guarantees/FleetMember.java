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
 * One process that can be killed and started again at the same addresses on the same data; what it
 * prints is kept beside its data. Used by one thread at a time, {@link #life} by any.
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
   * @param directory for what it prints; its data may lie there too
   * @param readyLine part of the line that it prints when it serves
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
    // Whoever stops this process must not leave a fleet behind.
    Runtime.getRuntime().addShutdownHook(new Thread(this::kill));
  }

  /** A port that is free now; members are few and keep theirs, so nobody else will take it soon. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new CallFailed("No port is free", e);
    }
  }

  /** Starts it without waiting. */
  void launch() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            // A test's own configuration of logs would hide the line that is waited for.
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

  /** Waits until it serves. */
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

  /** Starts it and waits until it serves. */
  void start() {
    launch();
    awaitServing();
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  void kill() {
    life.incrementAndGet();
    Process running = process;
    if (running != null) {
      running.destroyForcibly().onExit().join();
    }
  }

  /** Odd while it runs; another number after every start and kill. */
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
