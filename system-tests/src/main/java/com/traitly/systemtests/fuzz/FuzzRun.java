package com.traitly.systemtests.fuzz;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

/** Sends bodies and raw requests in four quarters and measures the heap after each. */
final class FuzzRun {
  private static final int SENDERS = 8;
  private static final int QUARTERS = 4;
  private static final int RAW_SHARE = 10;

  private final int port;
  private final long seed;
  private final Tally bodies = new Tally();
  private final Tally raw = new Tally();
  private final List<Long> heapBytes = new ArrayList<>();

  FuzzRun(int port, long seed) {
    this.port = port;
    this.seed = seed;
  }

  Tally bodies() {
    return bodies;
  }

  Tally raw() {
    return raw;
  }

  /** Returns the heap in use after a collection at the end of each quarter, in bytes. */
  List<Long> heapBytes() {
    return heapBytes;
  }

  /** Sends this many bodies, and a tenth as many raw requests. */
  void send(int count) throws IOException {
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      sendQuarter(quarter, count / QUARTERS);
      heapBytes.add(heapAfterCollection());
    }
  }

  private void sendQuarter(int quarter, int count) throws IOException {
    List<Callable<Void>> work = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      RandomGenerator random = new Random(seed + (long) quarter * SENDERS + sender);
      work.add(() -> {
        send(random, count / SENDERS);
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(SENDERS)) {
      for (Future<Void> each : threads.invokeAll(work)) {
        each.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IOException("a sender broke off", e);
    }
  }

  private void send(RandomGenerator random, int count) throws IOException {
    BodyGrammar requests = new BodyGrammar(random, FuzzTarget.API_KEY);
    RawGrammar bytes = new RawGrammar(random, FuzzTarget.API_KEY);
    try (FuzzSender keeping = new FuzzSender(port, bodies);
        FuzzSender once = new FuzzSender(port, raw)) {
      for (int i = 0; i < count; i++) {
        keeping.request(requests.next());
        if (i % RAW_SHARE == 0) {
          once.raw(bytes.next());
        }
      }
    }
  }

  private static long heapAfterCollection() {
    MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }
}
