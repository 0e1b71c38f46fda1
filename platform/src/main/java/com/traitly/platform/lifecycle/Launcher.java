package com.traitly.platform.lifecycle;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a process from {@code main}: starts it, waits for a signal, closes it. */
public final class Launcher {
  private static final Logger LOG = LoggerFactory.getLogger(Launcher.class);

  private static final int REFUSED = 1;
  private static final int CANNOT_GO_ON = 70;

  private Launcher() {}

  /**
   * Calls {@code start}, blocks until the JVM is asked to stop, and then closes the result, so that
   * work in flight is finished. A {@link StartupFailure} is printed as it is and ends the process
   * with exit code 1; any other failure of the start is logged and ends it with 70.
   */
  public static void run(String name, Supplier<? extends AutoCloseable> start) {
    AtomicReference<@Nullable AutoCloseable> running = new AtomicReference<>();
    CountDownLatch stopped = new CountDownLatch(1);
    Thread hook = new Thread(() -> close(name, running.getAndSet(null), stopped), "stop-" + name);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      running.set(start.get());
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Throwable failure) {
      // Without a halt the shutdown hook would end the process as if it had been asked to stop.
      Runtime.getRuntime().halt(told(name, failure));
    }
  }

  /**
   * Ends the process at once with exit code 70, so that a supervisor starts it again. For parts
   * that failed for good; everything acknowledged is in Kafka.
   */
  public static void halt(String reason) {
    System.err.println("stopping: " + reason);
    Runtime.getRuntime().halt(CANNOT_GO_ON);
  }

  private static int told(String name, Throwable failure) {
    if (failure instanceof StartupFailure) {
      System.err.println(name + ": " + failure.getMessage());
      if (failure.getCause() != null) {
        LOG.debug("start-up failed", failure);
      }
      return REFUSED;
    }
    LOG.error("{} could not start", name, failure);
    System.err.println(
        DescriptorLimit.exhausted()
            ? name
                + ": all "
                + DescriptorLimit.most()
                + " files and connections that this process"
                + " may have are open: raise its limit with `ulimit -Hn` or LimitNOFILE."
            : name + ": an unexpected failure stopped the start: the log line above names it.");
    return CANNOT_GO_ON;
  }

  private static void close(String name, @Nullable AutoCloseable running, CountDownLatch stopped) {
    try {
      if (running != null) {
        running.close();
        LOG.info("{} stopped", name);
      }
      // A requested stop is no failure; without this the exit code would report the signal.
      Runtime.getRuntime().halt(0);
    } catch (Exception e) {
      LOG.error("{} did not stop cleanly", name, e);
    } finally {
      stopped.countDown();
    }
  }
}
