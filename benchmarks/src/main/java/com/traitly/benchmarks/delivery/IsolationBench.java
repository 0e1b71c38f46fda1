package com.traitly.benchmarks.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.delivery.Arrivals.Arrival;
import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.contracts.json.Json;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Measures how a dead and a slow endpoint affect eight others: the time from announcement to
 * delivery at these eight, alternately beside two more working endpoints and beside the dead and
 * the slow one.
 */
public final class IsolationBench {
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

  private IsolationBench(int perSecond, int seconds, int rounds) {
    this.perSecond = perSecond;
    this.seconds = seconds;
    this.rounds = rounds;
  }

  /**
   * Arguments: {@code --rate=30} announcements per second, {@code --seconds=15} for each turn,
   * {@code --rounds=3}.
   */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "isolation",
        directory -> {
          Arguments arguments = Arguments.of(args, "rate", "seconds", "rounds");
          return new IsolationBench(
                  arguments.number("rate", 30),
                  arguments.number("seconds", 15),
                  arguments.number("rounds", 3))
              .measure(directory);
        });
  }

  private Report measure(Path directory) throws Exception {
    try (CloseAll opened = new CloseAll()) {
      Broker broker = opened.add(Broker.start(directory.resolve("broker")));
      Announcements announcements = announcements(directory, broker);
      Services services = opened.add(new Services(broker, directory.resolve("measured"), PREFIX));
      Services.Running gateway = services.gateway();
      services.awaitReady(gateway);
      Ground ground =
          new Ground(
              broker,
              opened.add(new ApiClient(gateway.baseUrl(), Services.API_KEY)),
              opened.add(new Arrivals()),
              opened.add(new Silence()),
              new PacedAnnouncements(announcements, PREFIX));
      IntStream.range(0, WATCHED).forEach(number -> ground.register(watched(number)));
      ForkedJvm sender = services.sender().process();
      warmUp(ground);
      return report(ground, sender);
    }
  }

  private Announcements announcements(Path directory, Broker broker) {
    int count =
        perSecond * (WARM_UP_FACTOR * WARM_UP_SECONDS + 2 * rounds * (SETTLING_SECONDS + seconds));
    return Announcements.of(directory, broker, count / Announcements.PER_CUSTOMER + 1);
  }

  /** What all turns share. */
  private record Ground(
      Broker broker,
      ApiClient api,
      Arrivals arrivals,
      Silence silence,
      PacedAnnouncements announcements) {
    String register(String path) {
      return registerUrl(arrivals.url(path));
    }

    String registerUrl(String url) {
      ObjectNode endpoint = Json.object().put("url", url);
      return api.post("/webhook", endpoint).first().required("id").asText();
    }

    /**
     * Waits until these announcements have arrived at every watched endpoint; returns everything
     * that arrived meanwhile.
     */
    List<Arrival> await(Set<String> ids) {
      List<Arrival> all = new ArrayList<>();
      long expected = (long) WATCHED * ids.size();
      Await.until(
          "%,d deliveries".formatted(expected),
          PATIENCE,
          LOOK_AGAIN,
          () -> {
            all.addAll(arrivals.take());
            return all.stream().filter(each -> isWatched(each) && ids.contains(each.id())).count()
                >= expected;
          });
      return all;
    }
  }

  private void warmUp(Ground ground) {
    ground.await(
        ground.announcements().write(WARM_UP_FACTOR * perSecond, WARM_UP_SECONDS).keySet());
  }

  private Report report(Ground ground, ForkedJvm sender) throws Exception {
    String load = "%d announcements a second to each".formatted(perSecond);
    List<Series> both =
        Rounds.run(
            rounds,
            List.of(
                new Rounds.Contender(
                    load, "eight, two more that work", () -> working(ground, sender)),
                new Rounds.Contender(
                    load, "eight, one dead, one slow", () -> failing(ground, sender))));
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
        .formatted(ArrivalsMain.SLOW_SECONDS, SETTLING_SECONDS, rounds, seconds);
  }

  private Measurement working(Ground ground, ForkedJvm sender) {
    return turn(ground, sender, List.of(ground.register("/ninth"), ground.register("/tenth")));
  }

  private Measurement failing(Ground ground, ForkedJvm sender) {
    List<String> others =
        List.of(
            ground.registerUrl(ground.silence().url()), ground.register(ArrivalsMain.SLOW_PATH));
    Measurement measured = turn(ground, sender, others);
    if (ground.silence().called() == 0) {
      throw new CallFailed("The dead endpoint was not called.");
    }
    return measured;
  }

  private Measurement turn(Ground ground, ForkedJvm sender, List<String> others) {
    ground.await(ground.announcements().write(perSecond, SETTLING_SECONDS).keySet());
    ProcessorTime time = ProcessorTime.of(sender, ground.broker());
    Map<String, Long> intended = ground.announcements().write(perSecond, seconds);
    List<Arrival> arrived = ground.await(intended.keySet());
    long[] times = times(arrived, intended);
    Measurement measured =
        time.of(
            (double) times.length / seconds,
            percentileMillis(times, 0.5),
            percentileMillis(times, 0.99),
            times.length);
    others.forEach(id -> ground.api().delete("/webhook/" + id));
    return measured;
  }

  /** Returns the sorted microseconds from announcement to delivery. */
  private static long[] times(List<Arrival> arrived, Map<String, Long> intended) {
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
    return counted.stream()
        .mapToLong(each -> each.micros() - intended.getOrDefault(each.id(), 0L))
        .sorted()
        .toArray();
  }

  private static double percentileMillis(long[] sortedMicros, double part) {
    return sortedMicros[(int) (part * (sortedMicros.length - 1))] / 1e3;
  }

  private static String watched(int number) {
    return "/watched/" + number;
  }

  private static boolean isWatched(Arrival arrival) {
    return arrival.path().startsWith("/watched/");
  }
}
