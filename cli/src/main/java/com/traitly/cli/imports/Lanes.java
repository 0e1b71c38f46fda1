package com.traitly.cli.imports;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends batches over several connections at once. Rows of one customer share a lane, which sends
 * one batch after the other, so their order is kept. At most two batches of each lane are in
 * memory, and all of them together are limited, too. One thread adds.
 */
final class Lanes implements AutoCloseable {
  /**
   * Of items in memory; with the rows that they were made from, a row takes about six times that.
   */
  static final int MOST_BYTES = 24 << 20;

  private final List<Lane> lanes = new ArrayList<>();
  private final Semaphore room = new Semaphore(MOST_BYTES);
  private final Progress progress;
  private volatile @Nullable Throwable failure;

  /** Sends one batch and deals with its answer. */
  @FunctionalInterface
  interface Sender {
    void send(Batch batch) throws IOException;
  }

  Lanes(int count, Progress progress, Sender sender) {
    this.progress = progress;
    for (int i = 0; i < count; i++) {
      lanes.add(new Lane(sender));
    }
  }

  /**
   * Adds an item; waits while its lane is busy with two batches, or there is no room.
   *
   * @throws IOException the failure that ended a lane; nothing more is sent then
   */
  void add(String customerId, Batch.Sent row, byte[] item) throws IOException {
    makeRoom(held(item.length));
    Lane lane = lanes.get(Math.floorMod(customerId.hashCode(), lanes.size()));
    if (lane.filling != null && lane.filling.kind() != row.kind()) {
      handOver(lane);
    }
    Batch batch = lane.filling == null ? new Batch(progress.begin()) : lane.filling;
    lane.filling = batch;
    batch.add(row, item);
    if (batch.isFull()) {
      handOver(lane);
    }
  }

  /** Waits until so many bytes fit in; batches that are not full are sent to make room. */
  private void makeRoom(int bytes) throws IOException {
    if (room.tryAcquire(bytes)) {
      return;
    }
    handOverAll();
    try {
      while (!room.tryAcquire(bytes, 100, TimeUnit.MILLISECONDS)) {
        throwFailure();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }

  /** An item that is larger than the room takes all of it. */
  static int held(int bytes) {
    return Math.min(bytes, MOST_BYTES);
  }

  private void handOverAll() throws IOException {
    for (Lane lane : lanes) {
      if (lane.filling != null) {
        handOver(lane);
      }
    }
  }

  /** Sends what is left and waits for all answers. */
  void finish() throws IOException {
    handOverAll();
    for (Lane lane : lanes) {
      lane.end();
    }
    throwFailure();
  }

  /** Gives up what was not answered. */
  @Override
  public void close() {
    lanes.forEach(lane -> lane.thread.interrupt());
  }

  private void handOver(Lane lane) throws IOException {
    Batch batch = lane.filling;
    try {
      while (batch != null && !lane.waiting.offer(batch, 100, TimeUnit.MILLISECONDS)) {
        throwFailure();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
    lane.filling = null;
    throwFailure();
  }

  private void throwFailure() throws IOException {
    Throwable failed = failure;
    if (failed instanceof IOException e) {
      throw e;
    }
    if (failed instanceof RuntimeException e) {
      throw e;
    }
    if (failed instanceof Error e) {
      throw e;
    }
  }

  private final class Lane {
    private final BlockingQueue<Batch> waiting = new SynchronousQueue<>();
    private final Sender sender;
    private final Thread thread;
    private volatile boolean ending;
    private @Nullable Batch filling;

    Lane(Sender sender) {
      this.sender = sender;
      thread = Thread.ofPlatform().daemon().name("import-lane").start(this::run);
    }

    private void run() {
      try {
        while (failure == null) {
          Batch batch = waiting.poll(50, TimeUnit.MILLISECONDS);
          if (batch != null) {
            sender.send(batch);
            room.release(batch.held());
          } else if (ending) {
            return;
          }
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | RuntimeException | Error e) {
        failure = e;
      }
    }

    private void end() throws InterruptedIOException {
      ending = true;
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      }
    }
  }
}
