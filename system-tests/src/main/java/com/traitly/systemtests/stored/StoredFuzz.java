package com.traitly.systemtests.stored;

import com.traitly.systemtests.offers.Offers;
import com.traitly.testkit.client.Parallel;
import com.traitly.testkit.client.TemporaryDirectory;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Sends bodies for every kind of write to the whole product. After each thousand bodies it checks
 * that the services are ready and that an untouched account is served. After each ten thousand it
 * checks that lists, lookups, webhooks and topics show exactly what was accepted.
 *
 * <p>Arguments: the number of bodies, and the seed of a run to repeat.
 */
public final class StoredFuzz {
  private static final int BODIES = 500_000;
  private static final int BETWEEN_CHECKS = 1_000;

  /** Each round has new customers, so lists stay short however many bodies are sent. */
  private static final int CHECKS_BETWEEN_LOOKS = 10;

  private static final int WRITERS = 8;

  private final long start = System.nanoTime();
  private final long seed;
  private final String endpoints;
  private final String idle;
  private final Check.Run run;
  private final Findings findings;

  private StoredFuzz(long seed, Check.Run run) {
    this.seed = seed;
    this.run = run;
    String receiver = run.receiver().base();
    endpoints = receiver + "/e";
    idle = Untouched.idle(run.wire(), receiver);
    findings = run.findings();
  }

  /** Runs the fuzz test; exits with 1 when anything was found. */
  public static void main(String[] arguments) throws Exception {
    int bodies = arguments.length > 0 ? Integer.parseInt(arguments[0]) : BODIES;
    long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : new SecureRandom().nextLong();
    System.out.printf("Seed %d%n", seed);
    int exitCode = 1;
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-stored-fuzz")) {
      exitCode = run(directory.path(), bodies, seed).none() ? 0 : 1;
    } catch (Exception | Error e) {
      // The exit in the finally block would hide the exception.
      System.getLogger(StoredFuzz.class.getName()).log(Level.ERROR, "The run broke off", e);
    } finally {
      System.exit(exitCode);
    }
  }

  /** Sends this many bodies, prints a summary, and returns the findings. */
  static Findings run(Path directory, int bodies, long seed)
      throws IOException, InterruptedException {
    Findings findings = new Findings();
    long start;
    try (Receiver receiver = new Receiver();
        Product product = new Product(directory);
        Wire wire = new Wire(product.baseUrl(), findings)) {
      Untouched.setUp(wire, receiver.announcements());
      start = System.nanoTime();
      new StoredFuzz(seed, new Check.Run(wire, receiver, new Ledger(), findings))
          .send(product, bodies);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%s%,d bodies in %.0f s (%.0f/s), seed %d, %,d found%n",
        findings.summary(),
        findings.answered(),
        seconds,
        findings.answered() / seconds,
        seed,
        findings.all());
    return findings;
  }

  private void send(Product product, int bodies) throws IOException, InterruptedException {
    try (Look look = new Look(product, run)) {
      look.begin();
      int sent = 0;
      for (int round = 0; sent < bodies && !findings.enough(); round++) {
        List<Offers> offers = offers(round);
        for (int i = 0; i < CHECKS_BETWEEN_LOOKS && sent < bodies; i++) {
          int thousand = Math.min(BETWEEN_CHECKS, bodies - sent);
          write(offers, thousand);
          look.serves();
          sent += thousand;
          progress(sent);
        }
        look.look();
      }
    }
  }

  private void progress(int sent) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(
        Locale.ROOT, "%,d bodies, %.0f/s, %,d found%n", sent, sent / seconds, findings.all());
  }

  private List<Offers> offers(int round) {
    List<Offers> offers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      int number = 1 + round * WRITERS + i;
      offers.add(new Offers(new Random(seed + number), marked(number), endpoints, idle));
    }
    return offers;
  }

  /**
   * Appends two check digits to a number (ISO 7064, MOD 97-10), so that an id with one changed byte
   * never belongs to another maker.
   */
  private static int marked(int number) {
    return number * 100 + 98 - number * 100 % 97;
  }

  /** Sends each maker's offers in order, so the final state of its customers is known. */
  private void write(List<Offers> all, int bodies) {
    Writer writer = new Writer(run);
    Parallel.each(
        all,
        offers -> {
          int mine = bodies / WRITERS + (all.indexOf(offers) < bodies % WRITERS ? 1 : 0);
          for (int sent = 0; sent < mine; sent++) {
            writer.write(offers.next());
          }
        });
  }
}
