package com.traitly.standalone.broker;

import java.io.OutputStream;
import java.io.PrintStream;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Kafka broker and its controller in this JVM, listening on the loopback address only.
 *
 * <p>It keeps everything in its data directory: a new start on the same directory, on the same or
 * on other ports, finds every topic, record, offset and transaction, even after the process was
 * killed. One directory serves one running instance. A broker never ends the JVM: a fault that it
 * cannot survive goes to the listener given at start. Thread-safe.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

  /** Another program may take a picked port before the broker does; a new pick then helps. */
  private static final int ATTEMPTS = 3;

  private final SingleNodeBroker node;
  private final DirectoryLock lock;
  private final LoopbackPorts ports;
  private final ExitGuard.Listener guard;
  private final AtomicBoolean closed = new AtomicBoolean();

  private EmbeddedBroker(
      SingleNodeBroker node, DirectoryLock lock, LoopbackPorts ports, ExitGuard.Listener guard) {
    this.node = node;
    this.lock = lock;
    this.ports = ports;
    this.guard = guard;
  }

  /**
   * Starts on any free ports; a fault later on is logged.
   *
   * @throws BrokerFailure if it cannot start
   */
  public static EmbeddedBroker start(Path directory) {
    return start(directory, 0, failure -> LOG.error(failure.getMessage()));
  }

  /**
   * Starts and returns once clients can connect.
   *
   * @param directory the data directory; created and formatted when needed
   * @param port where clients connect; 0 for any free one
   * @param onDeath called, at most once and from a thread of the broker, when a fault has left it
   *     unable to serve; it should stop the process or at least close the broker from elsewhere
   * @throws BrokerFailure if it cannot start
   */
  public static EmbeddedBroker start(Path directory, int port, Consumer<BrokerFailure> onDeath) {
    return start(directory, () -> LoopbackPorts.pick(port), onDeath);
  }

  /**
   * As {@link #start(Path, int, Consumer)}, on the next free port when the wanted one is in use.
   */
  public static EmbeddedBroker startNear(
      Path directory, int port, Consumer<BrokerFailure> onDeath) {
    return start(directory, () -> LoopbackPorts.near(port), onDeath);
  }

  private static EmbeddedBroker start(
      Path directory, Supplier<LoopbackPorts> choice, Consumer<BrokerFailure> onDeath) {
    Path home = directory.toAbsolutePath().normalize();
    DirectoryLock lock = DirectoryLock.take(home);
    AtomicBoolean dead = new AtomicBoolean();
    ExitGuard.Listener guard =
        (status, reason) -> {
          if (dead.compareAndSet(false, true)) {
            onDeath.accept(BrokerFailure.died(home, status, reason));
          }
        };
    ExitGuard.watch(guard);
    try {
      format(home);
      return startOnFreePorts(home, choice, lock, guard);
    } catch (RuntimeException e) {
      ExitGuard.forget(guard);
      lock.close();
      throw e;
    }
  }

  /** The address clients connect to, as Kafka's {@code bootstrap.servers} takes it. */
  public String bootstrapServers() {
    return ports.bootstrapServers();
  }

  /** The port clients connect to. */
  public int port() {
    return ports.clients();
  }

  /**
   * Stops cleanly: everything is on disk, no thread is left, and the directory is free on return.
   */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      node.stop();
      ExitGuard.forget(guard);
      lock.close();
    }
  }

  private static EmbeddedBroker startOnFreePorts(
      Path home, Supplier<LoopbackPorts> choice, DirectoryLock lock, ExitGuard.Listener guard) {
    for (int attempt = 1; ; attempt++) {
      LoopbackPorts ports = choice.get();
      try {
        return new EmbeddedBroker(serve(home, ports), lock, ports, guard);
      } catch (RuntimeException e) {
        Throwable root = rootOf(e);
        if (attempt == ATTEMPTS || !(root instanceof BindException)) {
          throw BrokerFailure.notStarted(home, root);
        }
      }
    }
  }

  private static SingleNodeBroker serve(Path home, LoopbackPorts ports) {
    SingleNodeBroker node =
        new SingleNodeBroker(new KafkaConfig(BrokerProperties.of(home, ports), false));
    try {
      node.start();
      return node;
    } catch (RuntimeException e) {
      node.stop();
      throw e;
    }
  }

  /** Writes the cluster's identity into a directory that has none yet. */
  private static void format(Path home) {
    if (Files.exists(home.resolve("meta.properties"))) {
      return;
    }
    try (PrintStream quiet =
        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)) {
      new Formatter()
          .setPrintStream(quiet)
          .setNodeId(BrokerProperties.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setControllerListenerName(BrokerProperties.CONTROLLER_LISTENER)
          .addDirectory(home.toString())
          .setMetadataLogDirectory(home.toString())
          .run();
    } catch (Exception e) {
      throw BrokerFailure.directoryNotFormatted(home, e);
    }
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
