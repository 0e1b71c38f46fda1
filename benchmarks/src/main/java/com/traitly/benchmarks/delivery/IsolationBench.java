package com.traitly.benchmarks.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.delivery.Sink.Arrival;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Samples;
import com.traitly.benchmarks.report.Series;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.hostile.HostileReceiver;
import com.traitly.testkit.hostile.Script;
import com.traitly.testkit.process.ForkedJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Measures how a dead and a slow endpoint affect eight others: the time from announcement to
 * delivery at these eight, alternately beside two more working endpoints and beside the dead and
 * the slow one.
 */
public final class IsolationBench implements Scenario.Bench {
  private static final String PREFIX = "isolation.";
  private static final int WATCHED = 8;
  private static final int WARM_UP_SECONDS = 20;
  private static final int WARM_UP_FACTOR = 4;
  private static final int SETTLING_SECONDS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

  private final int perSecond;
  private final int seconds;
  private final int rounds;
  private final Broker broker;
  private final PacedAnnouncements announcements;
  private final Sink sink;
  private final HostileReceiver silence;
  private final ApiClient api;
  private final ForkedJvm sender;

  private IsolationBench(Scenario scenario) {
    perSecond = scenario.number("rate", 30);
    seconds = scenario.number("seconds", 15);
    rounds = scenario.number("rounds", 3);
    broker = scenario.broker();
    int count =
        perSecond * (WARM_UP_FACTOR * WARM_UP_SECONDS + 2 * rounds * (SETTLING_SECONDS + seconds));
    announcements =
        new PacedAnnouncements(
            Announcements.of(scenario, count / Announcements.PER_CUSTOMER + 1), PREFIX);
    Services services = scenario.services(PREFIX);
    api = scenario.open(new ApiClient(services.gateway().said(), Services.API_KEY));
    sink = scenario.open(new Sink());
    // It accepts connections and never answers: a dead receiver of the worst kind.
    silence = scenario.open(HostileReceiver.start(Script.SILENCE, Duration.ZERO));
    IntStream.range(0, WATCHED).forEach(number -> register(sink.url("/watched/" + number)));
    sender = services.sender();
  }

  /**
   * Arguments: {@code --rate=30} announcements per second, {@code --seconds=15} for each turn,
   * {@code --rounds=3}.
   */
  public static void main(String[] args) throws Exception {
    Scenario.run("isolation", args, IsolationBench::new);
  }

  private String register(String url) {
    ObjectNode endpoint = Json.object().put("url", url);
    return api.post("/webhook", endpoint).first().required("id").asText();
  }

  /**
   * Waits until these announcements have arrived at every watched endpoint; returns everything that
   * arrived meanwhile.
   */
  private List<Arrival> await(Set<String> ids) {
    List<Arrival> all = new ArrayList<>();
    long expected = (long) WATCHED * ids.size();
    Await.until(
        "%,d deliveries".formatted(expected),
        PATIENCE,
        LOOK_AGAIN,
        () -> {
          all.addAll(sink.take());
          return all.stream().filter(each -> isWatched(each) && ids.contains(each.id())).count()
              >= expected;
        });
    return all;
  }

  @Override
  public Report measure() throws Exception {
    await(announcements.write(WARM_UP_FACTOR * perSecond, WARM_UP_SECONDS).keySet());
    String load = "%d announcements a second to each".formatted(perSecond);
    List<Series> both =
        Rounds.run(
            rounds,
            List.of(
                new Rounds.Contender(load, "eight, two more that work", this::working),
                new Rounds.Contender(load, "eight, one dead, one slow", this::failing)));
    return new Report("isolation", "Endpoints that do not disturb others", prose())
        .table("series", Series.HEAD, both)
        .judged(
            List.of(
                Judgement.ofP99(
                    "announcement to delivery beside a dead and a slow endpoint, p99",
                    both.getLast(),
                    both.getFirst(),
                    Bound.atMost(1.2, 1.05))));
  }

  private String prose() {
    return """
    One webhook-sender and ten endpoints, each of which wants all announcements. In one turn all ten
    answer at once; in the other the ninth takes connections and never answers, and the tenth answers
    after %d s. Genuine announcements come at a fixed rate, each with an intended start, from which
    its time counts until it has reached one of the other eight; the first %d s of each turn are left
    out. Figures count when each of the eight received each announcement exactly once. The rate is
    that of the eight together. %d rounds of both in turn, %d s each; medians.
    """
        .formatted(SinkMain.SLOW_SECONDS, SETTLING_SECONDS, rounds, seconds);
  }

  private Measurement working() {
    return turn(List.of(register(sink.url("/ninth")), register(sink.url("/tenth"))));
  }

  private Measurement failing() {
    int before = silence.connections();
    Measurement measured =
        turn(List.of(register(silence.url().toString()), register(sink.url(SinkMain.SLOW_PATH))));
    if (silence.connections() == before) {
      throw new CallFailed("The dead endpoint was not called.");
    }
    return measured;
  }

  private Measurement turn(List<String> others) {
    await(announcements.write(perSecond, SETTLING_SECONDS).keySet());
    ProcessorTime time = ProcessorTime.of(sender, broker);
    Map<String, Long> intended = announcements.write(perSecond, seconds);
    Histogram nanos = times(await(intended.keySet()), intended);
    long count = nanos.getTotalCount();
    Measurement measured =
        time.of(
            (double) count / seconds, Samples.millis(nanos, 50), Samples.millis(nanos, 99), count);
    others.forEach(id -> api.delete("/webhook/" + id));
    return measured;
  }

  /** Returns the times from announcement to delivery. */
  private static Histogram times(List<Arrival> arrived, Map<String, Long> intended) {
    List<Arrival> counted =
        arrived.stream()
            .filter(each -> isWatched(each) && intended.containsKey(each.id()))
            .toList();
    Set<String> distinct = new HashSet<>();
    counted.forEach(each -> distinct.add(each.path() + " " + each.id()));
    if (distinct.size() != WATCHED * intended.size() || counted.size() != distinct.size()) {
      throw new CallFailed(
          "%,d deliveries expected, but %,d came, %,d of them different."
              .formatted(WATCHED * intended.size(), counted.size(), distinct.size()));
    }
    Histogram nanos = new Histogram(Samples.DIGITS);
    for (Arrival each : counted) {
      long micros = each.micros() - intended.getOrDefault(each.id(), 0L);
      nanos.recordValue(TimeUnit.MICROSECONDS.toNanos(Math.max(0, micros)));
    }
    return nanos;
  }

  private static boolean isWatched(Arrival arrival) {
    return arrival.path().startsWith("/watched/");
  }
}
