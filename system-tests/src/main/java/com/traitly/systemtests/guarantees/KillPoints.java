package com.traitly.systemtests.guarantees;

import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.TemporaryDirectory;
import com.traitly.testkit.guarantee.CountLedger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Kills processes at random instants while events without ids are written, and compares the counts
 * with what was acknowledged. Run it with {@code make kill-points}, or with {@code ARGS="<kills>
 * <seed>"}.
 */
public final class KillPoints implements AutoCloseable {
  private static final int WRITERS = 8;
  private static final int CUSTOMERS_EACH = 5;
  private static final int COMPARED_EVERY = 20;
  private static final int LONGEST_PAUSE_MILLIS = 4_000;
  private static final int ACKNOWLEDGED_BETWEEN = 40;

  private final CountLedger ledger = new CountLedger();
  private final Map<String, String> positions = new ConcurrentHashMap<>();
  private final Map<String, Integer> kills = new TreeMap<>();
  private final Fleet fleet;

  /** Starts the processes. */
  KillPoints(Path directory) {
    fleet = new Fleet(directory, 1);
    fleet.awaitReady();
  }

  /**
   * Runs with the number of kills and the seed given as arguments; by default 100 kills and any
   * seed.
   */
  public static void main(String[] args) throws IOException {
    int kills = args.length > 0 ? Integer.parseInt(args[0]) : 100;
    long seed = args.length > 1 ? Long.parseLong(args[1]) : System.nanoTime();
    System.out.printf("%d kills, seed %d%n", kills, seed);
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-kill-points");
        KillPoints run = new KillPoints(directory.path())) {
      List<String> broken =
          run.run(kills, RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
      broken.forEach(System.out::println);
      System.out.println(broken.isEmpty() ? "the promise held" : "THE PROMISE WAS BROKEN");
      if (!broken.isEmpty()) {
        System.exit(1);
      }
    }
  }

  /**
   * Kills under load and compares counts; returns what breaks the promise, empty when nothing does.
   */
  List<String> run(int kills, RandomGenerator random) {
    for (int done = 0; done < kills; ) {
      int some = Math.min(COMPARED_EVERY, kills - done);
      killUnderLoad(some, random);
      done += some;
      List<String> broken = ledger.broken(counted());
      System.out.printf(
          "%d kills %s: %d acknowledged, %d unknown, %d customers with a wrong count%n",
          done, this.kills, ledger.acknowledged(), ledger.unknown(), broken.size());
      if (!broken.isEmpty()) {
        return broken;
      }
    }
    return List.of();
  }

  @Override
  public void close() {
    fleet.close();
  }

  private void killUnderLoad(int times, RandomGenerator random) {
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      IntStream.range(0, WRITERS).forEach(writer -> writers.execute(() -> write(writer, stop)));
      try {
        for (int i = 0; i < times; i++) {
          kill(random);
        }
        awaitAcknowledged(ACKNOWLEDGED_BETWEEN);
      } finally {
        stop.set(true);
      }
    }
  }

  /**
   * Kills mostly the stream-processor, which holds the counts; the victim may still be starting.
   */
  private void kill(RandomGenerator random) {
    awaitAcknowledged(ACKNOWLEDGED_BETWEEN);
    Await.pause(Duration.ofMillis(random.nextInt(LONGEST_PAUSE_MILLIS)));
    int chance = random.nextInt(100);
    String name = chance < 15 ? "broker" : chance < 25 ? "gateway" : "stream-processor";
    Fleet.Member victim =
        switch (name) {
          case "broker" -> fleet.broker;
          case "gateway" -> fleet.gateway;
          default -> fleet.processors.getFirst();
        };
    victim.kill();
    kills.merge(name, 1, Integer::sum);
    victim.launch();
  }

  private void awaitAcknowledged(int more) {
    long target = ledger.acknowledged() + more;
    StyledGoal.awaitUntil("events are acknowledged", () -> ledger.acknowledged() >= target);
  }

  private void write(int writer, AtomicBoolean stop) {
    for (int number = 0; !stop.get(); number++) {
      if (isRefused(post("w" + writer + "-" + number % CUSTOMERS_EACH))) {
        Await.pause(Duration.ofMillis(20));
      }
    }
  }

  /** Writes one event and notes what became of it. */
  private PlainCaller.Outcome post(String customerId) {
    PlainCaller.Outcome outcome =
        fleet.caller.post(fleet.gateway, "/event", StyledGoal.event(customerId));
    if (outcome.status() == 201) {
      ledger.acknowledged(customerId);
      positions.put(customerId, outcome.header("Traitly-Position"));
    } else if (!isRefused(outcome)) {
      ledger.unknown(customerId);
    }
    return outcome;
  }

  private static boolean isRefused(PlainCaller.Outcome outcome) {
    return outcome.ending() == PlainCaller.Ending.NEVER_SENT
        || outcome.body().path("type").asText().endsWith("not_accepted");
  }

  /** Reads the counts once they include everything that was acknowledged. */
  private Map<String, Long> counted() {
    Map<String, Long> counted = new TreeMap<>();
    settle();
    for (String customerId : ledger.customers()) {
      StyledGoal.awaitUntil(
          customerId + " is looked up",
          () -> {
            PlainCaller.Outcome outcome =
                fleet.caller.get(
                    fleet.queries.getFirst(),
                    StyledGoal.lookup(customerId),
                    positions.getOrDefault(customerId, ""));
            boolean known = outcome.status() == 200 && outcome.header("Traitly-Stale").isEmpty();
            if (known) {
              counted.put(customerId, Math.max(0, outcome.completed()));
            }
            return known || (outcome.status() == 404 && !positions.containsKey(customerId));
          });
    }
    return counted;
  }

  /**
   * Writes one more event for each customer. Events with an unknown outcome may still be on their
   * way; the new event comes after them.
   */
  private void settle() {
    for (String customerId : ledger.customers()) {
      StyledGoal.awaitUntil("a last event is acknowledged", () -> post(customerId).status() == 201);
    }
  }
}
