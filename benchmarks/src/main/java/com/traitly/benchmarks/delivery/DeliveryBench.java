package com.traitly.benchmarks.delivery;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.benchmarks.ceiling.BareClient;
import com.traitly.benchmarks.ceiling.BareOutbox;
import com.traitly.benchmarks.harness.ProcessorTime;
import com.traitly.benchmarks.harness.Rounds;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.benchmarks.report.Judgement;
import com.traitly.benchmarks.report.Judgement.Bound;
import com.traitly.benchmarks.report.Measurement;
import com.traitly.benchmarks.report.Report;
import com.traitly.benchmarks.report.Series;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.ServiceNames;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.TopicSetup;
import com.traitly.testkit.process.ForkedJvm;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Measures signed deliveries from the outbox, alternating with a bare outbox and a bare client on
 * the same sink.
 */
public final class DeliveryBench implements Scenario.Bench {
  private static final Pattern STARTS = Pattern.compile("(posting) ");
  private static final String OURS = "ours.";
  private static final String BARE = "bare.";
  private static final int AT_ONCE = 64;

  /**
   * In each of its turns, the bare client first posts the requests of this many turns, uncounted.
   */
  private static final int BARE_WARM_UP = 3;

  private final Scenario scenario;
  private final OutboxTurns.Ground ground;
  private final int rounds;

  private DeliveryBench(Scenario scenario) {
    this.scenario = scenario;
    rounds = scenario.number("rounds", 3);
    Announcements announcements = Announcements.of(scenario, scenario.number("customers", 4_000));
    Sink sink = scenario.open(new Sink());
    ground = new OutboxTurns.Ground(scenario.broker(), sink, announcements);
  }

  /** Arguments: {@code --customers=4000 --rounds=3}; each customer makes twelve deliveries. */
  public static void main(String[] args) throws Exception {
    Scenario.run("delivery", args, DeliveryBench::new);
  }

  @Override
  public Report measure() throws Exception {
    String load = "%d at once to one endpoint".formatted(AT_ONCE);
    OutboxTurns ours = ours().warmedUp();
    OutboxTurns bareOutbox = bareOutbox().warmedUp();
    List<Series> all =
        Rounds.run(
            rounds,
            List.of(
                new Rounds.Contender(load, "webhook-sender", ours::measure),
                new Rounds.Contender(load, "bare outbox", bareOutbox::measure),
                new Rounds.Contender(load, "bare client", this::bareClient)));
    return new Report("delivery", "Deliveries", prose())
        .table("series", Series.HEAD, all)
        .judged(
            List.of(
                Judgement.ofRates(
                    "deliveries, signed, through the outbox",
                    all.getFirst(),
                    all.getLast(),
                    Bound.atLeast(0.5, 0.8)),
                Judgement.ofRates(
                    "deliveries beside a bare outbox (target of our own)",
                    all.getFirst(),
                    all.get(1),
                    Bound.atLeast(0.5, 0.8))));
  }

  private String prose() {
    return """
    A turn is %,d announcements, genuine ones and each once more with an id and a sequence number of
    its own: the webhook-sender takes them into its outbox, signs them and posts them to one endpoint,
    %d at once, while the outbox keeps each customer's order; then it logs its attempts. Beside it a bare
    outbox, the least that a Kafka Streams application could do to lose nothing, keeps the same
    announcements in a store with a changelog until they are posted, unsigned and in no order, and logs
    them; and a bare asynchronous client, which keeps nothing, posts as many bodies. Both outboxes take
    turns before the first that counts, until their compilers are next to idle, %d at most. Rates are the
    sink's, for the second half of a turn, while no announcement is written any more; processor time is
    that of the whole turn, until all is logged, but for the client, of which it is that while it counts.
    A rate counts when each announcement was received exactly once and the signatures of every fiftieth
    were right. %d rounds in turn; medians.
    """
        .formatted(ground.deliveries(), AT_ONCE, OutboxTurns.WARM_UPS, rounds);
  }

  private OutboxTurns ours() {
    Services services = scenario.services(OURS);
    ObjectNode endpoint =
        Json.object()
            .put("url", ground.sink().hook())
            .put("max_in_flight", AT_ONCE)
            .put("coalesce", "all");
    String secret =
        services
            .askGateway(api -> api.post("/webhook", endpoint))
            .first()
            .required("secret")
            .asText();
    ForkedJvm sender = services.sender();
    String group = ground.broker().access(OURS).group(ServiceNames.SENDER);
    return new OutboxTurns(ground, OURS, secret, sender, group);
  }

  private OutboxTurns bareOutbox() {
    KafkaAccess kafka = ground.broker().access(BARE);
    TopicSetup.ensure(kafka, new Topics(BARE).all());
    ForkedJvm outbox =
        scenario.open(
            ForkedJvm.of(BareOutbox.class)
                .arguments(
                    kafka.bootstrap(),
                    kafka.prefix(),
                    Integer.toString(kafka.customerPartitions()),
                    scenario.directory().resolve("bare-outbox").toString(),
                    ground.sink().hook(),
                    Integer.toString(AT_ONCE))
                .start(STARTS));
    return new OutboxTurns(ground, BARE, "", outbox, BareOutbox.group(kafka));
  }

  private Measurement bareClient() throws Exception {
    Path body =
        Files.write(scenario.directory().resolve("body.json"), ground.announcements().body());
    long warmUp = (long) BARE_WARM_UP * ground.deliveries();
    long all = warmUp + ground.deliveries();
    ground.sink().reset("");
    String[] arguments = {
      ground.sink().hook(), Long.toString(all), Integer.toString(AT_ONCE), body.toString()
    };
    try (ForkedJvm client = ForkedJvm.of(BareClient.class).arguments(arguments).start(STARTS)) {
      ground.sink().await(warmUp);
      ProcessorTime time = ProcessorTime.of(client, ground.broker());
      return time.ofRate(ground.sink().rate(warmUp, all), ground.deliveries());
    }
  }
}
