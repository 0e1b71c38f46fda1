package com.traitly.systemtests.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;

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

  private Fuzz() {}

  /** Runs the fuzz test; exits with 1 when anything was found. */
  public static void main(String[] arguments) throws IOException {
    int count = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BODIES;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new SecureRandom().nextLong();
    Path directory = Files.createTempDirectory("traitly-fuzz");
    int exitCode;
    try (FuzzTarget target = new FuzzTarget(directory)) {
      System.out.printf("Seed %d%n", seed);
      exitCode = run(target.port(), count, seed) ? 0 : 1;
    }
    System.exit(exitCode);
  }

  private static boolean run(int port, int count, long seed) throws IOException {
    FuzzRun run = new FuzzRun(port, seed);
    long start = System.nanoTime();
    run.send(count);
    double seconds = (System.nanoTime() - start) / 1e9;
    boolean good = report("bodies", run.bodies(), seconds);
    good &= report("raw requests", run.raw(), seconds);
    List<Long> heap = run.heapBytes();
    System.out.printf(
        Locale.ROOT,
        "heap after each quarter: %s MiB%n",
        heap.stream().map(bytes -> bytes >> 20).toList());
    if (heap.getLast() > heap.getFirst() + HEAP_NOISE) {
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
}
