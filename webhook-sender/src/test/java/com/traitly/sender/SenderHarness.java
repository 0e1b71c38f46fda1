package com.traitly.sender;

import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.sender.dispatch.SenderMeters;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.endpoint.CircuitBreakerRules;
import com.traitly.sender.endpoint.DisablingRules;
import com.traitly.sender.endpoint.EndpointLimiters;
import com.traitly.sender.endpoint.OutcomeRules;
import com.traitly.sender.endpoint.RetrySchedule;
import com.traitly.sender.http.AddressPolicy;
import com.traitly.sender.http.NoListeners;
import com.traitly.sender.http.OpenedEndpoints;
import com.traitly.sender.http.WebhookClient;
import com.traitly.sender.intake.AnnouncementBodies;
import com.traitly.sender.log.LogQueries;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.node.StreamsSettings;
import com.traitly.streams.state.StateRequest;
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
import org.jspecify.annotations.Nullable;

/** The real topology with real stores and a real HTTP client; only the broker is missing. */
public final class SenderHarness implements AutoCloseable {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  static final OpenedEndpoints SECRETS = new OpenedEndpoints(TestSecrets.KEYS);
  static final Duration TIMEOUT = Duration.ofSeconds(15);
  public static final CircuitBreakerRules CIRCUITS =
      new CircuitBreakerRules(5, Duration.ofSeconds(1), Duration.ofSeconds(32));

  static final PrometheusMeterRegistry METERS =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  /** The bodies that {@link #announce(String, String, int)} announced for the goal "trial". */
  static final AnnouncementBodies BODIES =
      (place, done) -> {
        String[] id = place.id().split("_", -1);
        done.accept(body(id[1], "trial", Integer.parseInt(id[2])).getBytes(StandardCharsets.UTF_8));
      };

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
    client =
        new WebhookClient(
            new AddressPolicy(true, true, List.of()),
            SECRETS,
            NoListeners.INSTANCE,
            clock,
            timeout);
    SenderParts shared = shared(client, retries, clock);
    Properties properties = properties();
    driver = new TopologyTestDriver(topology(shared, properties), properties);
    endpoints = input(topics.webhooks());
  }

  static SenderParts shared(WebhookClient client, String retries, InstantSource clock) {
    return new SenderParts(
        client,
        new EndpointLimiters(CIRCUITS),
        new OutcomeRules(RetrySchedule.parse(retries), Duration.ofDays(1)),
        new DisablingRules(Duration.ofDays(5)),
        new SenderMeters(METERS, clock),
        BODIES,
        new AppliedOffsets(),
        clock);
  }

  private Topology topology(SenderParts shared, Properties properties) {
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
        TestSecrets.destination(id, new Destination(url, Map.of("X-Own", "yes"))),
        new Endpoint.Interest(
            Set.of("goal-propensity-change", "recommended-next-actions"),
            Set.of(Endpoint.ALL_GOALS),
            0,
            EndpointFilter.NONE),
        true,
        16,
        0,
        true,
        false,
        List.of(TestSecrets.signing(id, SECRET)),
        0,
        0,
        null);
  }

  static Endpoint keepingAll(Endpoint e) {
    return with(e, e.interest(), false);
  }

  static Endpoint wanting(Endpoint e, double minDelta, EndpointFilter filter) {
    Endpoint.Interest all = e.interest();
    return with(
        e,
        new Endpoint.Interest(all.objects(), all.goalNames(), minDelta, filter),
        e.coalesceLatest());
  }

  private static Endpoint with(Endpoint e, Endpoint.Interest interest, boolean coalesce) {
    return new Endpoint(
        e.id(),
        e.destination(),
        interest,
        coalesce,
        e.maxInFlight(),
        e.rateLimit(),
        e.enabled(),
        e.paused(),
        e.secrets(),
        e.createdAt(),
        e.activation(),
        null);
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
    announce(
        announcement(
            customer,
            "goal-propensity-change",
            sequence,
            body(customer, goal, sequence).getBytes(StandardCharsets.UTF_8)));
  }

  /** The same, with a record that is older or newer than now. */
  void announce(String customer, String goal, int sequence, Duration ahead) {
    byte[] body = body(customer, goal, sequence).getBytes(StandardCharsets.UTF_8);
    TestRecord<AccountKey, byte[]> now =
        announcement(customer, "goal-propensity-change", sequence, body);
    announce(new TestRecord<>(now.key(), body, now.headers(), now.timestamp() + ahead.toMillis()));
  }

  /** Announces a likelihood. */
  void announce(String customer, int sequence, double likelihood) {
    String body =
        body(customer, "trial", sequence)
            .replace("\"likelihood\":0.5", "\"likelihood\":" + likelihood);
    announce(
        announcement(
            customer, "goal-propensity-change", sequence, body.getBytes(StandardCharsets.UTF_8)));
  }

  private TestRecord<AccountKey, byte[]> announcement(
      String customer, String object, int sequence, byte[] body) {
    TestRecord<AccountKey, byte[]> record =
        new TestRecord<>(new AccountKey(ACCOUNT, customer), body, clock.instant());
    RecordHeaders.put(record.headers(), RecordHeaders.ID, "msg_" + customer + "_" + sequence);
    RecordHeaders.put(record.headers(), RecordHeaders.OBJECT, object);
    RecordHeaders.put(record.headers(), RecordHeaders.SEQUENCE, Integer.toString(sequence));
    return record;
  }

  void announce(TestRecord<AccountKey, byte[]> record) {
    input(topics.announcements(AnnouncementObject.GOAL_PROPENSITY_CHANGE)).pipeInput(record);
  }

  /** Withdraws what was announced of a customer. */
  void withdraw(String customer) {
    announce(new TestRecord<>(new AccountKey(ACCOUNT, customer), null, clock.instant()));
  }

  /** Erases a customer, by the tombstone of its profile. */
  void erase(String customer) {
    erase(customer, Duration.ZERO);
  }

  /** Erases a customer so long ago; the sender reads the tombstone now. */
  void erase(String customer, Duration ago) {
    driver
        .createInputTopic(
            topics.customerProfiles().name(),
            topics.customerProfiles().key().serializer(),
            topics.customerProfiles().value().serializer())
        .pipeInput(
            new TestRecord<>(new AccountKey(ACCOUNT, customer), null, clock.instant().minus(ago)));
  }

  /** Names of all stores that hold a text, in a key or a value. */
  Set<String> storesThatHold(String text) {
    return StoredTexts.storesThatHold(driver, text);
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

  /** Ticks for a while, to show what does not happen. */
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

  /** All attempts logged since the last call. */
  List<DeliveryAttempt> attempts() {
    return read(topics.webhookAttempts());
  }

  /** Sends a command for an endpoint. */
  void command(String endpointId, WebhookCommand command) {
    input(topics.webhookCommands()).pipeInput(new AccountKey(ACCOUNT, endpointId), command);
  }

  /** All answers to commands since the last call. */
  List<WebhookAnswer> answers() {
    return read(topics.webhookAnswers());
  }

  /** The log of an endpoint, newest first, as the state protocol gives it. */
  List<JsonNode> log(String endpointId, @Nullable String customerId, @Nullable String status) {
    return log(LogQueries.ATTEMPTS, endpointId, new AttemptFilter(customerId, status, null, null));
  }

  /** Deliveries to an endpoint that were given up and have not been delivered since. */
  List<JsonNode> undelivered(String endpointId) {
    return log(LogQueries.UNDELIVERED, endpointId, new AttemptFilter(null, null, null, null));
  }

  private List<JsonNode> log(String query, String endpointId, AttemptFilter filter) {
    ObjectNode args =
        new PageRequest(true, 1_000, null)
            .addTo(AttemptJson.FILTER.tree(filter).put(AttemptJson.ENDPOINT_ID, endpointId));
    JsonNode answer =
        requireNonNull(LogQueries.of(any -> driver.getKeyValueStore("attempts")).get(query))
            .answer(new StateRequest(ACCOUNT, 0, args));
    return Page.read(answer).rows().stream().map(ListRow::item).toList();
  }

  /** All operator events since the last call. */
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

  /** The contents of a store, which its changelog would bring back. */
  List<KeyValue<Bytes, byte[]>> contents(String store) {
    List<KeyValue<Bytes, byte[]>> contents = new ArrayList<>();
    try (var entries = driver.<Bytes, byte[]>getKeyValueStore(store).all()) {
      entries.forEachRemaining(contents::add);
    }
    return contents;
  }

  /** Fills a store as a restore from its changelog does; the driver keeps nothing by itself. */
  void restore(String store, List<KeyValue<Bytes, byte[]>> contents) {
    driver.<Bytes, byte[]>getKeyValueStore(store).putAll(contents);
  }

  /** Entries of the outbox, its index and the settled sequences. */
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
