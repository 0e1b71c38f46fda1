package com.traitly.benchmarks.scenario;

import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Samples;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.process.ForkedJvm;
import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * Measures how long a posted event takes to appear in the lookup and at a webhook receiver: on an
 * idle standalone process, under load, and while a new goal is applied to stored history.
 */
public final class LatencyBench implements Scenario.Bench {
  private static final int PER_SECOND = 20;
  // The stream-processor commits every 100 ms; only then can others read an announcement.
  private static final Bound INTERVAL_AND = Bound.atMost(200, 130);

  private final Scenario scenario;
  private final int seconds;
  private final int load;
  private final int stored;

  private LatencyBench(Scenario scenario) {
    this.scenario = scenario;
    seconds = scenario.number("seconds", 15);
    load = scenario.number("load", 1_000);
    stored = scenario.number("stored", 5_000);
  }

  /**
   * Arguments: {@code --seconds=15} for each part, {@code --load=1000} events per second, {@code
   * --stored=5000} customers that the new goal is applied to.
   */
  public static void main(String[] args) throws Exception {
    Scenario.run("latency", args, LatencyBench::new);
  }

  @Override
  public Report measure() throws Exception {
    ForkedJvm traitly = scenario.open(Services.alone(scenario.directory().resolve("standalone")));
    ApiClient api = scenario.open(new ApiClient(traitly.said(), Services.API_KEY));
    long idleBytes = traitly.residentBytes();
    Background background = new Background(api, traitly, stored);
    Probe probe = scenario.open(new Probe(api));
    probe.run(5, PER_SECOND);
    List<Probe.Times> idle = probe.run(seconds, PER_SECOND);
    List<Probe.Times> busy = background.during(load, seconds, () -> probe.run(seconds, PER_SECOND));
    long busyBytes = traitly.residentBytes();
    background.defineGoal();
    List<Probe.Times> backfill = probe.run(seconds, PER_SECOND);
    return new Report("latency", "From an event posted to what follows from it", prose())
        .table("idle", Samples.HEAD, samples("idle, ", idle))
        .table("busy", Samples.HEAD, samples("under load, ", busy))
        .table("backfill", Samples.HEAD, samples("while a goal is applied, ", backfill))
        .judged(
            List.of(
                webhook("event to webhook received, idle, p99", idle),
                webhook("event to webhook received, under load, p99", busy),
                webhook("event to webhook received, while a goal is applied, p99", backfill),
                memory("RSS of standalone, idle", idleBytes, Bound.atMost(600, 400)),
                memory("RSS of standalone, under load", busyBytes, Bound.atMost(2_500, 1_500))));
  }

  private String prose() {
    return """
    One `standalone` process. %d events a second of customers of their own, each started at its time
    whatever became of the others (open loop), for %d s; milliseconds since the intended start. Then
    the same while %,d events a second of other customers come in, in batches of 20, and while a new
    goal is applied to the history of %,d customers. Lookups are asked again and again until they
    show the event; webhooks count when their signature is right.
    """
        .formatted(PER_SECOND, seconds, load, stored);
  }

  private static Judgement webhook(String row, List<Probe.Times> times) {
    double p99 = samples(row, "", times, Probe.Times::atReceiver).millis(99);
    return Judgement.ofAmount(row, p99, "ms", INTERVAL_AND);
  }

  private static Judgement memory(String row, long bytes, Bound bound) {
    return Judgement.ofAmount(row, bytes / 1e6, "MB", bound);
  }

  private static List<Samples> samples(String state, List<Probe.Times> times) {
    return List.of(
        samples(state + "acknowledged (201)", "acknowledged", times, Probe.Times::acknowledged),
        samples(state + "visible in the lookup", "in_lookup", times, Probe.Times::inLookup),
        samples(state + "webhook received", "at_receiver", times, Probe.Times::atReceiver));
  }

  private static Samples samples(
      String name, String key, List<Probe.Times> times, ToLongFunction<Probe.Times> which) {
    Histogram nanos = new Histogram(Samples.DIGITS);
    times.forEach(each -> nanos.recordValue(which.applyAsLong(each)));
    return new Samples(name, key, nanos);
  }
}
