package com.traitly.benchmarks.oracle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Sends bodies for every kind of write to the whole product. After each thousand it looks whether
 * the services are ready and an untouched account is served, and after a few thousand whether
 * everything that was accepted is shown equal in lists, lookups and on the topics, and nothing else
 * is.
 *
 * <p>Arguments: how many bodies, and the seed of a run to repeat.
 */
public final class StoredFuzz {
  private static final int BODIES = 100_000;
  private static final int BETWEEN_CHECKS = 1_000;

  /** Each has new customers, so that lists stay short however many bodies there are. */
  private static final int CHECKS_BETWEEN_LOOKS = 5;

  private static final int WRITERS = 4;

  private final Findings findings = new Findings();
  private final Ledger ledger = new Ledger();
  private final long seed;

  private StoredFuzz(long seed) {
    this.seed = seed;
  }

  /** Runs it; ends with 1 when anything was found. */
  public static void main(String[] arguments) throws Exception {
    int bodies = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BODIES;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new SecureRandom().nextLong();
    System.out.printf("Seed %d%n", seed);
    int exitCode = 1;
    try {
      Path directory = Files.createTempDirectory("traitly-stored-fuzz");
      exitCode = run(directory, bodies, seed).none() ? 0 : 1;
    } finally {
      System.exit(exitCode);
    }
  }

  /** Sends so many bodies, prints a summary, and tells what was found. */
  static Findings run(Path directory, int bodies, long seed)
      throws IOException, InterruptedException {
    StoredFuzz fuzz = new StoredFuzz(seed);
    long start;
    try (Product product = new Product(directory);
        Wire wire = new Wire(product.baseUrl(), fuzz.findings);
        Look look = new Look(product, wire, fuzz.ledger, fuzz.findings)) {
      Untouched.setUp(wire);
      look.begin();
      start = System.nanoTime();
      for (int sent = 0, round = 0; sent < bodies && fuzz.findings.none(); round++) {
        List<Offers> offers = fuzz.offers(round);
        for (int i = 0; i < CHECKS_BETWEEN_LOOKS && sent < bodies; i++) {
          fuzz.write(wire, offers, Math.min(BETWEEN_CHECKS, bodies - sent));
          look.serves();
          sent += BETWEEN_CHECKS;
        }
        look.look();
      }
    }
    System.out.printf(
        Locale.ROOT,
        "%,d bodies in %.0f s, seed %d%n%s",
        bodies,
        (System.nanoTime() - start) / 1e9,
        seed,
        fuzz.findings.summary());
    fuzz.findings.found().forEach(finding -> System.out.println("FOUND: " + finding));
    return fuzz.findings;
  }

  private List<Offers> offers(int round) {
    List<Offers> offers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = 1 + round * WRITERS + i;
      offers.add(new Offers(new Random(seed + number), "goal " + i + " ", number));
    }
    return offers;
  }

  private void write(Wire wire, List<Offers> all, int bodies)
      throws IOException, InterruptedException {
    List<Callable<Void>> work = new ArrayList<>();
    for (Offers offers : all) {
      Writer writer = new Writer(wire, ledger, findings);
      work.add(() -> {
        for (int sent = 0; sent < bodies / WRITERS; sent++) {
          writer.write(offers.next());
        }
        return null;
      });
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(WRITERS)) {
      for (Future<Void> each : threads.invokeAll(work)) {
        each.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a writer broke off", e);
    }
  }
}
