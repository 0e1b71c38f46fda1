package com.traitly.benchmarks.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.ceiling.BareClient;
import com.traitly.benchmarks.harness.Arguments;
import com.traitly.benchmarks.harness.Bench;
import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.ForkedJvm;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.contracts.wire.Json;
import com.traitly.platform.lifecycle.CloseAll;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Measures signed deliveries from the outbox in turn with a bare client on the same sink. */
public final class DeliveryBench {
  private static final Pattern STARTS = Pattern.compile("(posting) ");
  private static final int AT_ONCE = 64;

  /** How many deliveries are made of one genuine announcement. */
  private static final int COPIES = 2;

  private final Path directory;
  private final Broker broker;
  private final Sink sink;
  private final Announcements announcements;
  private int turns;

  private DeliveryBench(Path directory, Broker broker, Sink sink, Announcements announcements) {
    this.directory = directory;
    this.broker = broker;
    this.sink = sink;
    this.announcements = announcements;
  }

  /** Arguments: {@code --customers=10000 --rounds=3}; each customer makes twelve deliveries. */
  public static void main(String[] args) throws Exception {
    Bench.run(
        "delivery",
        directory -> {
          Arguments arguments = Arguments.of(args, "customers", "rounds");
          try (CloseAll opened = new CloseAll()) {
            Broker broker = opened.add(Broker.start(directory.resolve("broker")));
            Sink sink = opened.add(new Sink());
            Announcements announcements =
                Announcements.of(directory, broker, arguments.number("customers", 10_000));
            return new DeliveryBench(directory, broker, sink, announcements)
                .measure(arguments.number("rounds", 3));
          }
        });
  }

  private Report measure(int rounds) throws Exception {
    String load = "%d at once to one endpoint".formatted(AT_ONCE);
    List<Series> both =
        Rounds.run(
            rounds,
            List.of(
                new Rounds.Contender(load, "webhook-sender", this::ours),
                new Rounds.Contender(load, "bare client", this::bare)));
    return new Report("delivery", "Deliveries", prose(rounds))
        .table("series", Series.HEAD, both)
        .judged(
            List.of(
                Judgement.ofRates(
                    "deliveries, signed, through the outbox",
                    both.getFirst(),
                    both.getLast(),
                    Bound.atLeast(0.5, 0.8))));
  }

  private String prose(int rounds) {
    return """
    %,d announcements lie in Kafka, genuine ones and each once more with an id and a sequence number of
    its own; a fresh webhook-sender takes them into its outbox, signs them and posts them to one endpoint,
    %d at once, while the outbox keeps each customer's order. Beside it a bare asynchronous client posts
    the same number of bodies, unsigned, to the same sink. Rates are the sink's, for the second half: in
    the first the JVMs compile. They count when each announcement was received exactly once and the
    signatures of every fiftieth were right. %d rounds of both in turn; medians.
    """
        .formatted(deliveries(), AT_ONCE, rounds);
  }

  private int deliveries() {
    return COPIES * announcements.count();
  }

  private Measurement ours() {
    String name = "turn" + ++turns;
    try (Services services = new Services(broker, directory.resolve(name), name + ".")) {
      sink.reset(register(services));
      announcements.copyTo(name + ".", COPIES);
      ForkedJvm sender = services.sender().process();
      return sink.measure(deliveries(), sender, broker);
    }
  }

  /** Registers the sink and gives the secret its deliveries are signed with. */
  private String register(Services services) {
    ObjectNode endpoint =
        Json.object().put("url", sink.hook()).put("max_in_flight", AT_ONCE).put("coalesce", "all");
    return services
        .askGateway(api -> api.post("/webhook", endpoint))
        .first()
        .required("secret")
        .asText();
  }

  private Measurement bare() throws Exception {
    Path body = Files.write(directory.resolve("body.json"), announcements.body());
    sink.reset("");
    String[] arguments = {
      sink.hook(), Integer.toString(deliveries()), Integer.toString(AT_ONCE), body.toString()
    };
    try (ForkedJvm client = ForkedJvm.of(BareClient.class).arguments(arguments).start(STARTS)) {
      return sink.measure(deliveries(), client, broker);
    }
  }
}
