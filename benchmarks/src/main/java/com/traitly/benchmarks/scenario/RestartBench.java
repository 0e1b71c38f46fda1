package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.harness.CountedLookups;
import com.traitly.benchmarks.harness.DiskUse;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Amount;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.testkit.process.ForkedJvm;
import java.util.List;
import java.util.function.Supplier;

/** Measures restarts of stream-processor and query-api, and the size of their state. */
public final class RestartBench implements Scenario.Bench {
  private static final String PREFIX = "restart.";
  private static final String TIMELINES = "timelines";
  private static final long SPAN = 3_500;

  /** One in this many customers is busy, and has this many additional events. */
  private static final int BUSY = 5_000;

  private final Scenario scenario;
  private final int customers;
  private final int events;

  private RestartBench(Scenario scenario) {
    this.scenario = scenario;
    customers = scenario.number("customers", 1_000_000);
    events = scenario.number("events", 20_000_000);
  }

  /** Arguments: {@code --customers=1000000 --events=20000000}. */
  public static void main(String[] args) throws Exception {
    Scenario.run("restart", args, RestartBench::new);
  }

  @Override
  public Report measure() {
    Population population = scenario.population(PREFIX);
    Services services = scenario.services(PREFIX);
    services.writeApiKey();
    population.goals();
    population.customers(customers);
    population.events(customers, events, SPAN);
    population.events(busy(), busy() * BUSY, SPAN);
    Stateful processor = new Stateful(services::processor);
    Stateful query = new Stateful(services::query);
    String topic = population.topics().events().name();
    scenario.broker().awaitApplied(PREFIX, ServiceNames.PROCESSOR, topic);
    scenario.broker().awaitApplied(PREFIX, "query-api", topic);
    long resident = processor.running.residentBytes() + query.running.residentBytes();
    double[] afterStop = {processor.afterStop(), query.afterStop()};
    double[] afterKill = {processor.afterKill(), query.afterKill()};
    CountedLookups.await(query.running, population, customers);
    processor.running.stop();
    query.running.stop();
    DiskUse state = DiskUse.of(services.directory().resolve("stream-processor"));
    DiskUse rows = DiskUse.of(services.directory().resolve("query-api"));
    return report(
        new Times(afterStop, afterKill), new Room(state, rows, population.eventBytes(), resident));
  }

  /** A service whose process is stopped, killed and started again on the same state. */
  private static final class Stateful {
    private final Supplier<ForkedJvm> starting;
    private ForkedJvm running;

    Stateful(Supplier<ForkedJvm> starting) {
      this.starting = starting;
      running = starting.get();
    }

    /** Stops it as an operator would; returns the seconds until its next process is ready. */
    double afterStop() {
      running.stop();
      return start();
    }

    /** Kills it; returns the seconds until its next process is ready. */
    double afterKill() {
      running.close();
      return start();
    }

    private double start() {
      long start = System.nanoTime();
      running = starting.get();
      return (System.nanoTime() - start) / 1e9;
    }
  }

  /** Seconds, of the stream-processor and of the query-api. */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  private record Times(double[] afterStop, double[] afterKill) {}

  private record Room(DiskUse state, DiskUse rows, long eventBytes, long resident) {}

  private Report report(Times times, Room room) {
    String size = "%,d customers and %,d events".formatted(customers, events);
    return new Report("restart", "Restart, and bytes on disk", prose(size))
        .table("amounts", Amount.HEAD, amounts(times, room))
        .judged(judgements(times, room, size));
  }

  private List<Amount> amounts(Times times, Room room) {
    double perCustomer =
        (double) room.state().of(store -> !store.isEmpty() && !store.equals(TIMELINES)) / customers;
    return List.of(
        new Amount("stream-processor ready after a stop", "a", times.afterStop()[0], "s"),
        new Amount("query-api ready after a stop", "b", times.afterStop()[1], "s"),
        new Amount("stream-processor ready after SIGKILL", "c", times.afterKill()[0], "s"),
        new Amount("query-api ready after SIGKILL", "d", times.afterKill()[1], "s"),
        new Amount(
            "an event of a busy customer, in the timeline",
            "timeline",
            timelineBytes(room),
            "bytes"),
        new Amount(
            "a customer in all other state, its newest events included",
            "customer",
            perCustomer,
            "bytes"),
        new Amount(
            "an event in the read model, its indexes included",
            "read_model",
            (double) rowBytes(room) / (events + busy() * BUSY),
            "bytes"),
        new Amount(
            "an event's JSON",
            "json",
            (double) room.eventBytes() / (events + busy() * BUSY),
            "bytes"));
  }

  private List<Judgement> judgements(Times times, Room room, String size) {
    return List.of(
        Judgement.ofAmount(
            "restart to ready, clean, " + size,
            Math.max(times.afterStop()[0], times.afterStop()[1]),
            "s",
            Bound.atMost(15, 8)),
        Judgement.ofAmount(
            "restart to ready, SIGKILL, " + size,
            Math.max(times.afterKill()[0], times.afterKill()[1]),
            "s",
            Bound.atMost(120, 40)),
        Judgement.ofAmount(
            "bytes on disk per event, timeline", timelineBytes(room), "bytes", Bound.atMost(12, 8)),
        Judgement.ofAmount(
            "bytes on disk per event, read model",
            (double) rowBytes(room) / room.eventBytes(),
            "× JSON",
            Bound.atMost(2, 1)),
        Judgement.ofAmount(
            "RSS of stream-processor and query-api together, " + size,
            room.resident() / 1e6,
            "MB",
            Bound.atMost(2_500, 1_500)));
  }

  private int busy() {
    return Math.max(1, customers / BUSY);
  }

  /**
   * Returns the bytes per event in the timelines. A customer's newest events are in its state, so
   * only the events of busy customers reach the timelines.
   */
  private double timelineBytes(Room room) {
    return (double) room.state().of(TIMELINES::equals) / (busy() * BUSY);
  }

  private static long rowBytes(Room room) {
    return room.rows().of(store -> store.startsWith("events"));
  }

  private static String prose(String size) {
    return """
    %s in stream-processor and query-api, each a process of its own beside the same broker. Both are
    stopped with SIGTERM and started again on their state; then both are killed with SIGKILL, which
    under exactly-once makes the stream-processor restore all its stores. Seconds run from the start
    of the process until `/health/ready` answers 200. Afterwards the lookups of 200 customers had to
    show every event. Bytes are those on disk after a clean stop. The newest events of a customer, 32 at
    most, lie in its state; so that the timeline is used, one customer in %,d has as many events more.
    """
        .formatted(size, BUSY);
  }
}
