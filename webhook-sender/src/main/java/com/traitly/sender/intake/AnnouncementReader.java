package com.traitly.sender.intake;

import com.traitly.contracts.topic.RecordHeaders;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads single announcements again from their topics, one after the other on a thread of its own,
 * because a stream thread must not wait for a broker. Thread-safe.
 */
public final class AnnouncementReader implements AnnouncementBodies, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnnouncementReader.class);
  private static final Duration POLL = Duration.ofSeconds(5);
  private static final Duration STOP = Duration.ofSeconds(5);
  private static final long PAUSE = Duration.ofSeconds(1).toNanos();

  private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  private final Supplier<Consumer<byte[], byte[]>> open;
  private final Thread thread;
  private volatile boolean running = true;
  private @Nullable Consumer<byte[], byte[]> consumer;

  private record Request(Place place, java.util.function.Consumer<byte @Nullable []> done) {}

  /**
   * Starts the thread; a consumer is only opened when there is something to read.
   *
   * @param open opens a consumer of committed announcements
   */
  public AnnouncementReader(Supplier<Consumer<byte[], byte[]>> open) {
    this.open = open;
    thread = Thread.ofPlatform().daemon().name("webhook-resends").start(this::work);
  }

  @Override
  public void read(Place place, java.util.function.Consumer<byte @Nullable []> done) {
    requests.add(new Request(place, done));
  }

  @Override
  public void close() {
    running = false;
    thread.interrupt();
    try {
      thread.join(STOP.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void work() {
    try {
      while (running) {
        Request request = requests.take();
        request.done().accept(read(request.place()));
      }
    } catch (InterruptedException | InterruptException stopping) {
      LOG.debug("no more announcements are read again");
    } finally {
      if (consumer != null) {
        Thread.interrupted();
        consumer.close();
      }
    }
  }

  /** Tries until a broker answers; null when the announcement is no longer kept. */
  private byte @Nullable [] read(Place place) throws InterruptedException {
    while (true) {
      try {
        return found(place);
      } catch (OffsetOutOfRangeException gone) {
        return null;
      } catch (InterruptException stopping) {
        throw stopping;
      } catch (RuntimeException e) {
        LOG.warn("{} cannot be read again; trying once more: {}", place, e.toString());
        LockSupport.parkNanos(PAUSE);
        if (Thread.interrupted()) {
          throw new InterruptedException();
        }
      }
    }
  }

  private byte @Nullable [] found(Place place) {
    if (consumer == null) {
      consumer = open.get();
    }
    TopicPartition partition = new TopicPartition(place.topic(), place.partition());
    consumer.assign(List.of(partition));
    consumer.seek(partition, place.offset());
    for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
      boolean same =
          each.offset() == place.offset()
              && place.id().equals(RecordHeaders.text(each.headers(), RecordHeaders.ID));
      return same ? each.value() : null;
    }
    throw new IllegalStateException("no record came");
  }
}
