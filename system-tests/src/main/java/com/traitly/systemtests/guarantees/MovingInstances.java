package com.traitly.systemtests.guarantees;

import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.TemporaryDirectory;
import com.traitly.testkit.guarantee.CountHistory;
import com.traitly.testkit.guarantee.CountHistory.Acknowledged;
import com.traitly.testkit.guarantee.ReadJudge;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Writes events of a thousand customers and looks them up through every query-api, while
 * stream-processors and query-apis are killed, restarted and added.
 */
public final class MovingInstances implements AutoCloseable {
  private static final int CUSTOMERS = 1_000;

  /** These customers are read most often, to measure how long a customer cannot be read. */
  private static final int WATCHED = 40;

  private static final int BATCH = 25;
  private static final int READERS = 6;
  private static final long WRITE_EVERY_MILLIS = 25;
  private static final long READ_EVERY_MILLIS = 8;

  private final Map<String, CountHistory> histories = new LinkedHashMap<>();
  private final List<String> customers;
  private final ReadJudge judge;
  private final Fleet fleet;
  private final ExecutorService load = Executors.newVirtualThreadPerTaskExecutor();
  private volatile boolean stopped;

  /** Starts two of each service, writes of all customers and waits until all can be looked up. */
  MovingInstances(Path directory) {
    for (int i = 0; i < CUSTOMERS; i++) {
      histories.put("customer-" + i, new CountHistory());
    }
    customers = List.copyOf(histories.keySet());
    judge = new ReadJudge(Set.copyOf(customers.subList(0, WATCHED)));
    fleet = new Fleet(directory, 2);
    for (int from = 0; from < CUSTOMERS; from += BATCH) {
      List<String> some = customers.subList(from, from + BATCH);
      StyledGoal.awaitUntil("customers are written", () -> write(some));
    }
    fleet.awaitReady();
    StyledGoal.awaitUntil("all are known", this::allAreFresh);
  }

  /** Runs as many rounds of changes as the argument says; one by default. */
  public static void main(String[] args) throws IOException {
    try (TemporaryDirectory directory = TemporaryDirectory.create("traitly-moving-instances");
        MovingInstances run = new MovingInstances(directory.path())) {
      run.run(args.length > 0 ? Integer.parseInt(args[0]) : 1);
      run.judge().broken().forEach(System.out::println);
      System.exit(run.judge().broken().isEmpty() ? 0 : 1);
    }
  }

  /** Kills, restarts and adds processes under load; prints times and what readers saw. */
  void run(int rounds) {
    startLoad();
    for (int round = 0; round < rounds; round++) {
      Fleet.Member lost = fleet.processors.get(1 - round % 2);
      said("stream-processor killed and restarted", restart(fleet.processors.get(round % 2)));
      said("query-api killed and restarted", restart(fleet.queries.get(round % 2)));
      said("stream-processor lost, the other took over", lose(lost));
      said("stream-processor back", add(lost));
    }
    said("stream-processor added", add(fleet.addProcessor()));
    said("query-api added", add(fleet.addQuery()));
    stopLoad();
    sayReads();
  }

  /** Kills and restarts one stream-processor and one query-api under load, and prints the same. */
  void runBriefly() {
    startLoad();
    said("stream-processor killed and restarted", restart(fleet.processors.getFirst()));
    said("query-api killed and restarted", restart(fleet.queries.getFirst()));
    stopLoad();
    sayReads();
  }

  private void sayReads() {
    System.out.printf(
        "reads: %s; longest time a customer could not be read: %d ms%n",
        judge.kinds(), judge.longestUnreadableMillis());
  }

  private static void said(String what, long millis) {
    System.out.printf("%s: %d ms until owners answered for all%n", what, millis);
  }

  /** Starts the writers and readers. */
  private void startLoad() {
    load.execute(this::writeOn);
    IntStream.range(0, READERS).forEach(reader -> load.execute(() -> readOn(reader)));
  }

  /** Stops the writers and readers. */
  private void stopLoad() {
    stopped = true;
    load.close();
  }

  ReadJudge judge() {
    return judge;
  }

  /** Kills and restarts a process; milliseconds until owners answer for all customers again. */
  private long restart(Fleet.Member served) {
    long killed = now();
    served.kill();
    served.start();
    StyledGoal.awaitUntil("it is back", () -> fleet.caller.isReady(served) && allAreFresh());
    return now() - killed;
  }

  /** Kills a process for good; milliseconds until owners answer for all customers again. */
  private long lose(Fleet.Member served) {
    long killed = now();
    served.kill();
    StyledGoal.awaitUntil("others have taken over", this::allAreFresh);
    return now() - killed;
  }

  /** Starts a process; milliseconds until it is ready and owners answer for all customers. */
  private long add(Fleet.Member served) {
    long began = now();
    served.start();
    StyledGoal.awaitUntil("it has joined", () -> fleet.caller.isReady(served) && allAreFresh());
    return now() - began;
  }

  @Override
  public void close() {
    stopLoad();
    fleet.close();
  }

  /**
   * Says whether the owner of every partition answers; the watched customers far outnumber the
   * partitions.
   */
  private boolean allAreFresh() {
    Fleet.Member query =
        fleet.queries.stream().filter(each -> each.life() % 2 == 1).findFirst().get();
    return customers.subList(0, WATCHED).stream()
        .allMatch(customerId -> {
          PlainCaller.Outcome outcome = fleet.caller.get(query, StyledGoal.lookup(customerId), "");
          return outcome.status() == 200
              && outcome.header("Traitly-Stale").isEmpty()
              && outcome.completed() > 0;
        });
  }

  private boolean write(List<String> some) {
    some.forEach(id -> history(id).sending());
    PlainCaller.Outcome outcome =
        fleet.caller.post(fleet.gateway, "/event", StyledGoal.events(some));
    if (outcome.status() == 201) {
      long at = now();
      some.forEach(id -> history(id).acknowledged(at, outcome.header("Traitly-Position")));
    }
    return outcome.status() == 201;
  }

  private void writeOn() {
    while (pausedFor(WRITE_EVERY_MILLIS)) {
      int from = ThreadLocalRandom.current().nextInt(CUSTOMERS / BATCH) * BATCH;
      write(customers.subList(from, from + BATCH));
    }
  }

  private void readOn(int reader) {
    for (int turn = reader; pausedFor(READ_EVERY_MILLIS); turn++) {
      List<Fleet.Member> queries = List.copyOf(fleet.queries);
      Fleet.Member query = queries.get(turn % queries.size());
      int life = query.life();
      if (life % 2 == 1) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        int most = random.nextInt(10) < 7 ? WATCHED : CUSTOMERS;
        read(query, life, customers.get(random.nextInt(most)), random.nextBoolean());
      }
    }
  }

  private void read(Fleet.Member query, int life, String customerId, boolean ownWrites) {
    CountHistory history = history(customerId);
    Acknowledged demanded = ownWrites ? history.acknowledged() : new Acknowledged(0, "");
    long sentAt = now();
    PlainCaller.Outcome outcome =
        fleet.caller.get(query, StyledGoal.lookup(customerId), demanded.position());
    boolean reached = outcome.ending() == PlainCaller.Ending.ANSWERED;
    // A process that was killed meanwhile, or does not listen yet, promises nothing.
    boolean counts = reached || outcome.ending() == PlainCaller.Ending.TIMED_OUT;
    if (counts && (reached || query.life() == life)) {
      judge.judge(
          new ReadJudge.Read(customerId, demanded.count(), sentAt, now()),
          new ReadJudge.Answer(
              outcome.status(),
              outcome.headers().firstValue("Retry-After").orElse(null),
              outcome.headers().firstValueAsLong("Traitly-Freshness-Ms").orElse(-1),
              !outcome.header("Traitly-Stale").isEmpty(),
              outcome.completed()),
          history);
    }
  }

  private CountHistory history(String customerId) {
    return histories.getOrDefault(customerId, new CountHistory());
  }

  private boolean pausedFor(long millis) {
    Await.pause(Duration.ofMillis(millis));
    return !stopped;
  }

  private static long now() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
  }
}
