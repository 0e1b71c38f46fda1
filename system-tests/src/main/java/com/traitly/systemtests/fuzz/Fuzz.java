package com.traitly.systemtests.fuzz;

import com.traitly.testkit.client.Parallel;
import com.traitly.testkit.client.TemporaryDirectory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * Sends 200,000 bodies and 20,000 raw requests to a gateway on a real broker. Fails when an answer
 * is late, is a 5xx, is HTML or is an error without JSON, when the heap grows, or when a good
 * request is no longer accepted at the end.
 *
 * <p>Arguments: the number of bodies, and the seed of a run to repeat.
 */
public final class Fuzz {
  private static final int BODIES = 200_000;

  /** Heap sizes after a collection differ by about this much without a leak. */
  private static final long HEAP_NOISE = 16L * 1024 * 1024;

  private static final int SENDERS = 8;
  private static final int QUARTERS = 4;
  private static final int RAW_SHARE = 10;

  private final int port;
  private final long seed;
  private final Tally bodies = new Tally();
  private final Tally raw = new Tally();

  /** The heap in use after a collection at the end of each quarter. */
  private final List<Long> heapBytes = new ArrayList<>();

  Fuzz(int port, long seed) {
    this.port = port;
    this.seed = seed;
  }

  Tally bodies() {
    return bodies;
  }

  Tally raw() {
    return raw;
  }

  /** Runs the fuzz test; exits with 1 when anything was found. */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BODIES;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new SecureRandom().nextLong();
    boolean good;
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-fuzz");
        FuzzTarget target = new FuzzTarget(directory.path())) {
      System.out.printf("Seed %d%n", seed);
      good = new Fuzz(target.port(), seed).passes(count);
    }
    System.exit(good ? 0 : 1);
  }

  private boolean passes(int count) throws IOException {
    long start = System.nanoTime();
    send(count);
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean good = report("bodies", bodies, seconds);
    good &= report("raw requests", raw, seconds);
    System.out.printf(
        Locale.ROOT,
        "heap after each quarter: %s MiB%n",
        heapBytes.stream().map(bytes -> bytes >> 20).toList());
    if (heapBytes.getLast() > heapBytes.getFirst() + HEAP_NOISE) {
      System.out.println("FOUND: the heap grew");
      good = false;
    }
    Tally last = new Tally();
    try (FuzzSender sender = new FuzzSender(port, last)) {
      sender.request(FuzzTarget.GOOD_REQUEST);
    }
    boolean serves = last.outcomes().containsKey("201");
    System.out.println("a good request at the end: " + last.outcomes());
    return good && serves;
  }

  private static boolean report(String what, Tally tally, double seconds) {
    long sent = tally.outcomes().values().stream().mapToLong(each -> each.get()).sum();
    System.out.printf(
        Locale.ROOT,
        "%,d %s in %.0f s (%,.0f/s), slowest answer %.0f ms: %s%n",
        sent,
        what,
        seconds,
        sent / seconds,
        tally.slowestMillis(),
        tally.outcomes());
    tally.findings().forEach(finding -> System.out.println("FOUND: " + finding));
    return tally.findings().isEmpty();
  }

  /** Sends this many bodies, and a tenth as many raw requests. */
  void send(int count) {
    for (int quarter = 0; quarter < QUARTERS; quarter++) {
      sendQuarter(quarter, count / QUARTERS);
      heapBytes.add(heapAfterCollection());
    }
  }

  private void sendQuarter(int quarter, int count) {
    List<Integer> senders = IntStream.range(0, SENDERS).boxed().toList();
    var unused =
        Parallel.map(
            senders,
            SENDERS,
            sender -> {
              send(new Random(seed + (long) quarter * SENDERS + sender), count / SENDERS);
              return sender;
            });
  }

  private void send(RandomGenerator random, int count) throws IOException {
    OddRequests requests = new OddRequests(random, FuzzTarget.API_KEY);
    try (FuzzSender keeping = new FuzzSender(port, bodies);
        FuzzSender once = new FuzzSender(port, raw)) {
      for (int i = 0; i < count; i++) {
        keeping.request(requests.write());
        if (i % RAW_SHARE == 0) {
          once.raw(requests.raw());
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
