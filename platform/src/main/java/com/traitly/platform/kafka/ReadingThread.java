package com.traitly.platform.kafka;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a topic on a thread of its own until it is closed, with a new consumer after each outage of
 * the broker. Thread-safe.
 */
public final class ReadingThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ReadingThread.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final String topic;
  private final Supplier<Consumer<byte[], byte[]>> open;
  private final Reading reading;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /** What is read, and from where. Called only on the reading thread. */
  public interface Reading {
    /** Assigns partitions to a consumer that was just opened, and seeks in each of them. */
    void begin(Consumer<byte[], byte[]> consumer);

    /** Polls once; called again and again. */
    void turn(Consumer<byte[], byte[]> consumer);

    /** The topic no longer has the record to be read next; {@link #begin} is called after this. */
    void lost();
  }

  private ReadingThread(
      String name, String topic, Supplier<Consumer<byte[], byte[]>> open, Reading reading) {
    this.topic = topic;
    this.open = open;
    this.reading = reading;
    thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /**
   * Starts to read.
   *
   * @param name of the thread
   * @param open opens a reader of bytes; called on the reading thread
   */
  public static ReadingThread start(
      String name, String topic, Supplier<Consumer<byte[], byte[]>> open, Reading reading) {
    ReadingThread started = new ReadingThread(name, topic, open, reading);
    started.thread.start();
    return started;
  }

  /** Ends the reading; returns when the thread has ended, or after five seconds. */
  @Override
  public void close() {
    running = false;
    Consumer<byte[], byte[]> opened = consumer;
    if (opened != null) {
      opened.wakeup();
    }
    LockSupport.unpark(thread);
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    while (running) {
      try (Consumer<byte[], byte[]> opened = open.get()) {
        consumer = opened;
        reading.begin(opened);
        while (running) {
          reading.turn(opened);
        }
      } catch (WakeupException closing) {
        LOG.debug("{} ends", thread.getName());
      } catch (OffsetOutOfRangeException e) {
        LOG.warn("topic {} lost what was to be read next", topic);
        reading.lost();
      } catch (RuntimeException e) {
        LOG.warn("topic {} cannot be read; trying again: {}", topic, e.toString());
        LockSupport.parkNanos(PAUSE);
      }
    }
  }
}
