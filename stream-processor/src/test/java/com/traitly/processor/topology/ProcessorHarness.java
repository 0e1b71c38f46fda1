package com.traitly.processor.topology;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.task.BackgroundScheduler;
import com.traitly.processor.task.ProcessorMeters;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.Stores;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.Store;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.LongSupplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The whole topology on RocksDB in a test driver, with a clock that the test moves. */
final class ProcessorHarness implements AutoCloseable {
  static final String ACCOUNT = "acme";

  private static final String PREFIX = "t.";

  final Topics topics = new Topics(PREFIX);
  final GoalRegistry registry = new GoalRegistry();
  final TopologyTestDriver driver;
  private final TestInputTopic<AccountKey, Event> events;
  private final TestInputTopic<AccountKey, CustomerFact> customers;
  private final TestInputTopic<AccountKey, LinkMessage> links;
  private final TestInputTopic<AccountKey, Goal> goals;
  private final TestInputTopic<AccountKey, Goal> drafts;
  private final AppliedOffsets applied = new AppliedOffsets();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private Duration perLook = Duration.ZERO;
  private long nanos;
  private long now;
  private int eventNumber;
  private long factNumber;

  ProcessorHarness(Path stateDirectory, long startAt) {
    now = startAt;
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    ProcessorParts parts = parts(topics, registry, applied, meters, this::nanoTime);
    driver =
        new TopologyTestDriver(
            ProcessorTopology.of(parts), settings, Instant.ofEpochMilli(startAt));
    events = input(topics.events());
    customers = input(topics.customers());
    links = input(topics.customerLinks());
    goals = input(topics.goals());
    drafts = input(topics.goalDrafts());
    caughtUp();
  }

  /** The parts of processors with one partition. */
  static ProcessorParts parts(
      Topics topics,
      GoalRegistry registry,
      AppliedOffsets applied,
      MeterRegistry meters,
      LongSupplier nanoTime) {
    ProcessorMeters all = new ProcessorMeters(meters);
    return new ProcessorParts(
        topics, 1, registry, applied, all, new BackgroundScheduler(all, nanoTime));
  }

  static Goal goal(String name, String json) {
    return goal(name, 1, json);
  }

  static Goal goal(String name, long version, String json) {
    Problems problems = new Problems();
    Goal goal =
        GoalReader.read(Json.read(json.getBytes(StandardCharsets.UTF_8)), name, version, problems);
    problems.throwIfAny();
    return goal;
  }

  long now() {
    return now;
  }

  /** When the next fact is sent, in UNIX milliseconds; each is a little later than the last. */
  private long sendingTime() {
    return now + ++factNumber;
  }

  /** Makes each look at the clock that bounds background work take this long. */
  ProcessorHarness slow(Duration each) {
    perLook = each;
    return this;
  }

  private long nanoTime() {
    nanos += perLook.toNanos();
    return nanos;
  }

  private void advance(Duration time) {
    nanos += time.toNanos();
    driver.advanceWallClockTime(time);
  }

  /** Saves a goal, and lets no time pass. */
  ProcessorHarness start(Goal goal) {
    goals.pipeInput(new AccountKey(ACCOUNT, goal.name()), goal);
    advance(Duration.ofMillis(50));
    return this;
  }

  ProcessorHarness define(Goal goal) {
    goals.pipeInput(new AccountKey(ACCOUNT, goal.name()), goal);
    return pass(Duration.ofSeconds(3));
  }

  /** Saves a draft, to be tried on the stored customers, and lets no time pass. */
  ProcessorHarness draft(Goal goal) {
    drafts.pipeInput(new AccountKey(ACCOUNT, goal.name()), goal);
    return this;
  }

  /** Marks the acknowledged facts as not all applied, as if more were on the way. */
  ProcessorHarness behind() {
    applied.opened(0, Map.of());
    return this;
  }

  /** Marks all acknowledged facts as applied. */
  ProcessorHarness caughtUp() {
    applied.caughtUp(0, requireNonNull(applied.opening(0)), Long.MAX_VALUE);
    return this;
  }

  ProcessorHarness delete(String goalName) {
    goals.pipeInput(new AccountKey(ACCOUNT, goalName), (Goal) null);
    return this;
  }

  ProcessorHarness customer(String id, String fields) {
    Map<String, JsonNode> sent = new java.util.LinkedHashMap<>();
    Json.read(fields.getBytes(StandardCharsets.UTF_8))
        .properties()
        .forEach(e -> sent.put(e.getKey(), e.getValue()));
    Long updatedAt = instant(sent.remove("updated_at"));
    Long createdAt = instant(sent.remove("created_at"));
    return sendAgain(new CustomerFact.Upsert(id, now, updatedAt, createdAt, sent), sendingTime());
  }

  private static @Nullable Long instant(@Nullable JsonNode sent) {
    return sent == null ? null : (Long) Times.millis(sent);
  }

  ProcessorHarness erase(String id) {
    return sendAgain(new CustomerFact.Erasure(id, now), sendingTime());
  }

  ProcessorHarness link(String customerId, String anonymousId) {
    return sendAgain(new CustomerFact.Link(customerId, now, anonymousId), sendingTime());
  }

  /** Sends a fact with this time, in UNIX milliseconds, as if it were sent again. */
  ProcessorHarness sendAgain(Object fact, long sentAt) {
    switch (fact) {
      case Event event -> events.pipeInput(key(event.customerId()), event, sentAt);
      case LinkMessage message -> links.pipeInput(key(message.recipient()), message, sentAt);
      case CustomerFact other -> customers.pipeInput(key(other.customerId()), other, sentAt);
      default -> throw new IllegalArgumentException("not a fact: " + fact);
    }
    return this;
  }

  ProcessorHarness event(String id, String name, long occurredAt) {
    return event(id, name, occurredAt, "e" + eventNumber++);
  }

  ProcessorHarness event(String id, String name, long occurredAt, String eventId) {
    return sendAgain(new Event(id, name, occurredAt, now, eventId, Map.of()), sendingTime());
  }

  /** Lets wall-clock time pass in small steps, so that each punctuation runs often. */
  ProcessorHarness pass(Duration time) {
    long steps = Math.clamp(time.toSeconds() * 10, 1, 400);
    for (long i = 0; i < steps; i++) {
      advance(time.dividedBy(steps));
    }
    now += time.toMillis();
    return this;
  }

  /** Lets wall-clock time pass at once: each punctuation runs once. */
  ProcessorHarness jump(Duration time) {
    advance(time);
    now += time.toMillis();
    return this;
  }

  /** Takes all written records off the driver, changelogs too: a long run's would not fit. */
  void drain() {
    ByteArrayDeserializer bytes = new ByteArrayDeserializer();
    for (String topic : driver.producedTopicNames()) {
      driver.createOutputTopic(topic, bytes, bytes).readRecordsToList();
    }
  }

  /** A store as queries read it. */
  <K, V> ReadOnlyKeyValueStore<K, V> open(Store<K, V> store, int partition) {
    return driver.getKeyValueStore(store.name());
  }

  /** The newest model of a goal; null until there is one. */
  @Nullable PublishedModel model(Goal goal) {
    return registry.modelOf(key(goal.name()), goal);
  }

  CustomerState state(String id) {
    KeyValueStore<AccountKey, CustomerState> store =
        driver.getKeyValueStore(Stores.CUSTOMER_GOALS.name());
    return store.get(key(id));
  }

  List<TestRecord<AccountKey, byte[]>> announced(AnnouncementObject object) {
    return output(topics.announcements(object)).readRecordsToList();
  }

  List<TestRecord<AccountKey, byte[]>> likelihoods() {
    return announced(GOAL_PROPENSITY_CHANGE);
  }

  List<TestRecord<AccountKey, byte[]>> nextActions() {
    return announced(RECOMMENDED_NEXT_ACTIONS);
  }

  <K, V> TestOutputTopic<K, V> output(Topic<K, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.key().deserializer(), topic.value().deserializer());
  }

  static AccountKey key(String id) {
    return new AccountKey(ACCOUNT, id);
  }

  private <V> TestInputTopic<AccountKey, V> input(Topic<AccountKey, V> topic) {
    return driver.createInputTopic(
        topic.name(), KeySerde.instance().serializer(), topic.value().serializer());
  }

  @Override
  public void close() {
    PublicRecords.check(driver, PREFIX);
    driver.close();
  }
}
