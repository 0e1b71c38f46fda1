package com.traitly.sender;

import static org.awaitility.Awaitility.await;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.DeliveryAttempt;
import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.model.Sealed;
import com.traitly.contracts.model.SigningSecret;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.Config;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.secret.MasterKeys;
import com.traitly.sender.http.AddressPolicy;
import com.traitly.sender.http.SigningSecrets;
import com.traitly.sender.http.WebhookClient;
import com.traitly.sender.rules.CircuitRules;
import com.traitly.sender.rules.DisablingRules;
import com.traitly.sender.rules.OutcomeRules;
import com.traitly.sender.rules.RetrySchedule;
import com.traitly.streams.StreamsSettings;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;

/** The real topology with real stores and a real HTTP client; only the broker is missing. */
final class SenderHarness implements AutoCloseable {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  static final SigningSecrets SECRETS =
      new SigningSecrets(
          MasterKeys.of(Config.of(Map.of("TRAITLY_SECRET_KEY", MasterKeys.generate()))));

  static final Duration TIMEOUT = Duration.ofSeconds(15);
  static final CircuitRules CIRCUITS =
      new CircuitRules(5, Duration.ofSeconds(1), Duration.ofSeconds(32));

  static final PrometheusMeterRegistry METERS =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  private static final Duration TICK_EVERY = Duration.ofMillis(2);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String ACCOUNT = "acme";

  private final Topics topics = new Topics("test.");
  private final Path directory;
  private final AtomicLong ahead = new AtomicLong();
  private final InstantSource clock =
      () -> InstantSource.system().instant().plusMillis(ahead.get());
  private final WebhookClient client;
  private final TopologyTestDriver driver;
  private final TestInputTopic<AccountKey, Endpoint> endpoints;

  SenderHarness(Path directory, String retries) {
    this(directory, retries, TIMEOUT);
  }

  SenderHarness(Path directory, String retries, Duration timeout) {
    this.directory = directory;
    client = new WebhookClient(new AddressPolicy(true, true, List.of()), SECRETS, clock, timeout);
    Shared shared = shared(client, retries, clock);
    Properties properties = properties();
    driver = new TopologyTestDriver(topology(shared, properties), properties);
    endpoints = input(topics.webhooks());
  }

  static Shared shared(WebhookClient client, String retries, InstantSource clock) {
    return new Shared(
        client,
        new Gates(CIRCUITS),
        new OutcomeRules(RetrySchedule.parse(retries), Duration.ofDays(1)),
        new DisablingRules(Duration.ofDays(5)),
        new SenderMeters(METERS, clock),
        clock);
  }

  private Topology topology(Shared shared, Properties properties) {
    return SenderTopology.of(new TopologyConfig(new StreamsConfig(properties)), topics, shared);
  }

  private Properties properties() {
    return new StreamsSettings(
            "test-webhook-sender", "one", directory, false, 1, 0, "", topics.deadLetters().name())
        .properties(new KafkaAccess("127.0.0.1:1", "test.", 1, 1));
  }

  private <V> TestInputTopic<AccountKey, V> input(Topic<AccountKey, V> topic) {
    return driver.createInputTopic(
        topic.name(), topic.key().serializer(), topic.value().serializer());
  }

  /** An endpoint that wants everything. */
  static Endpoint endpoint(String id, String url) {
    return new Endpoint(
        id,
        url,
        Endpoint.Interest.in(
            Set.of("goal-propensity-change", "recommended-next-actions"),
            Set.of(Endpoint.ALL_GOALS)),
        true,
        16,
        0,
        Map.of("X-Own", "yes"),
        true,
        false,
        List.of(new SigningSecret(Sealed.plain(SECRET), null)),
        0,
        0);
  }

  static Endpoint keepingAll(Endpoint e) {
    return new Endpoint(
        e.id(),
        e.url(),
        e.interest(),
        false,
        e.maxInFlight(),
        e.rateLimit(),
        e.headers(),
        e.enabled(),
        e.paused(),
        e.secrets(),
        e.createdAt(),
        e.activation());
  }

  static String body(String customer, String goal, int number) {
    return "{\"data\":[{\"likelihood\":0.5}],\"meta\":{\"customer_id\":\"%s\",\"goal_name\":\"%s\"},\"timestamp\":%d,\"object\":\"goal-propensity-change\"}"
        .formatted(customer, goal, number);
  }

  SenderHarness register(Endpoint endpoint) {
    endpoints.pipeInput(new AccountKey(ACCOUNT, endpoint.id()), endpoint);
    return this;
  }

  void delete(String endpointId) {
    endpoints.pipeInput(new TestRecord<>(new AccountKey(ACCOUNT, endpointId), null));
  }

  /** Announces a change; the sequence is also the body's timestamp and part of the id. */
  void announce(String customer, String goal, int sequence) {
    TestRecord<AccountKey, byte[]> record =
        new TestRecord<>(
            new AccountKey(ACCOUNT, customer),
            body(customer, goal, sequence).getBytes(StandardCharsets.UTF_8),
            clock.instant());
    RecordHeaders.put(record.headers(), RecordHeaders.ID, "msg_" + customer + "_" + sequence);
    RecordHeaders.put(record.headers(), RecordHeaders.OBJECT, "goal-propensity-change");
    RecordHeaders.put(record.headers(), RecordHeaders.SEQUENCE, Integer.toString(sequence));
    announce(record);
  }

  void announce(TestRecord<AccountKey, byte[]> record) {
    input(topics.announcements(AnnouncementObject.GOAL_PROPENSITY_CHANGE)).pipeInput(record);
  }

  /** Lets time pass for the sender's clock. */
  void pass(Duration time) {
    ahead.addAndGet(time.toMillis());
    tick();
  }

  void tick() {
    driver.advanceWallClockTime(Duration.ofMillis(10));
  }

  /** Ticks until something holds. */
  void until(BooleanSupplier condition) {
    await()
        .atMost(PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(TICK_EVERY)
        .until(() -> {
          tick();
          return condition.getAsBoolean();
        });
  }

  /** Ticks for a while, for what must not happen. */
  void idle(Duration time) {
    await()
        .during(time)
        .atMost(time.plus(PATIENCE))
        .pollInterval(TICK_EVERY)
        .until(() -> {
          tick();
          return true;
        });
  }

  /** All attempts logged since last asked. */
  List<DeliveryAttempt> attempts() {
    return read(topics.webhookAttempts());
  }

  /** All that operators were told since last asked. */
  List<OperatorEvent> told() {
    return read(topics.operatorEvents());
  }

  List<TestRecord<byte[], byte[]>> deadLetters() {
    return driver
        .createOutputTopic(
            topics.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  private <V> List<V> read(Topic<AccountKey, V> topic) {
    return driver
        .createOutputTopic(topic.name(), topic.key().deserializer(), topic.value().deserializer())
        .readValuesToList();
  }

  /** What a store holds, and so what its changelog would bring back. */
  List<KeyValue<Bytes, byte[]>> contents(String store) {
    List<KeyValue<Bytes, byte[]>> contents = new ArrayList<>();
    try (var entries = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      entries.forEachRemaining(contents::add);
    }
    return contents;
  }

  /** As a restore from the changelog does; the driver itself keeps no state between runs. */
  void restore(String store, List<KeyValue<Bytes, byte[]>> contents) {
    driver.<Bytes, byte[]>getKeyValueStore(store).putAll(contents);
  }

  /** Entries of all stores. */
  long stored() {
    long count = 0;
    for (String store : List.of("outbox", "outbox-due", "delivered-sequence")) {
      count += contents(store).size();
    }
    return count;
  }

  @Override
  public void close() {
    driver.close();
    client.close();
  }
}
