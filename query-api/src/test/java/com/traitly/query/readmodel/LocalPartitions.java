package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerProfile;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.LinkMessage;
import com.traitly.contracts.model.Redrive;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.streams.freshness.AppliedOffsets;
import com.traitly.streams.node.Store;
import com.traitly.streams.node.StreamsSettings;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology on real RocksDB stores, once per partition, without a broker. */
public final class LocalPartitions implements AutoCloseable {
  public static final Topics TOPICS = new Topics("t.");
  public static final String ACCOUNT = "acme";

  private final AppliedOffsets applied = new AppliedOffsets();
  private final List<TopologyTestDriver> drivers = new ArrayList<>();
  private final Map<String, StateQuery> queries = ReadQueries.of(this::open);

  public LocalPartitions(int partitions, Path directory) {
    for (int i = 0; i < partitions; i++) {
      Properties properties = properties(directory.resolve("p" + i), partitions);
      drivers.add(new TopologyTestDriver(ReadTopology.of(TOPICS, applied, properties), properties));
    }
  }

  static Properties properties(Path directory, int partitions) {
    return new StreamsSettings(
            "t-query-api", "one", directory, false, 1, 0, "h:1", "t.dead-letters")
        .properties(new KafkaAccess("nowhere:1", "t.", partitions, 1));
  }

  public static Event event(String customerId, String name, long at, String eventId) {
    return new Event(customerId, name, at, at + 1, eventId, Map.of());
  }

  public static CustomerProfile profile(
      String customerId, @Nullable String name, @Nullable String plan) {
    return new CustomerProfile(
        ACCOUNT,
        customerId,
        1_493_933_699_000L,
        true,
        name,
        customerId + "@example.com",
        plan,
        JsonNodeFactory.instance.numberNode(99),
        null,
        null,
        null,
        Map.of("role", JsonNodeFactory.instance.textNode("manager")));
  }

  public void add(Event event) {
    add(ACCOUNT, event);
  }

  public void add(String account, Event event) {
    AccountKey key = new AccountKey(account, event.customerId());
    pipe(TOPICS.events(), key, event, event.receivedAt(), null);
  }

  public void add(CustomerProfile profile) {
    AccountKey key = new AccountKey(ACCOUNT, profile.customerId());
    pipe(TOPICS.customerProfiles(), key, profile, 0, null);
  }

  /** Adds a profile made from the fact at this position. */
  public void add(CustomerProfile profile, String cause) {
    AccountKey key = new AccountKey(ACCOUNT, profile.customerId());
    pipe(TOPICS.customerProfiles(), key, profile, 0, cause);
  }

  public void erase(String customerId, long at) {
    erase(customerId, at, at);
  }

  /** Adds an erasure that was sent at one time and carried out at another. */
  public void erase(String customerId, long sentAt, long doneAt) {
    Headers headers = new TestRecord<>("", "").headers();
    RecordHeaders.put(headers, RecordHeaders.ERASED_AT, Long.toString(sentAt));
    AccountKey key = new AccountKey(ACCOUNT, customerId);
    pipe(TOPICS.customerProfiles(), new TestRecord<>(key, null, headers, doneAt));
  }

  /** Adds that an anonymous id was linked to a customer. */
  public void link(String customerId, String anonymousId, long at) {
    Headers headers = new TestRecord<>("", "").headers();
    RecordHeaders.put(headers, RecordHeaders.ERASED_AT, Long.toString(at));
    RecordHeaders.put(headers, RecordHeaders.LINKED_TO, customerId);
    AccountKey key = new AccountKey(ACCOUNT, anonymousId);
    pipe(TOPICS.customerProfiles(), new TestRecord<>(key, null, headers, at));
  }

  /** Adds that a customer who asked for an anonymous id was erased. */
  public void release(String anonymousId, String customerId, long erasedAt) {
    pipe(
        TOPICS.customerLinks(),
        new AccountKey(ACCOUNT, anonymousId),
        new LinkMessage.Release(anonymousId, customerId, erasedAt),
        erasedAt,
        null);
  }

  /** Adds events that come to their customer from an anonymous id. */
  public void move(Event... events) {
    String customerId = events[0].customerId();
    pipe(
        TOPICS.customerLinks(),
        new AccountKey(ACCOUNT, customerId),
        new LinkMessage.Events(customerId, List.of(events)),
        0,
        null);
  }

  /** Adds an erasure with headers that the code never writes. */
  void eraseOddly(String customerId, long doneAt, String erasedAt, String cause) {
    Headers headers = new TestRecord<>("", "").headers();
    RecordHeaders.put(headers, RecordHeaders.ERASED_AT, erasedAt);
    RecordHeaders.put(headers, RecordHeaders.CAUSE, cause);
    AccountKey key = new AccountKey(ACCOUNT, customerId);
    pipe(TOPICS.customerProfiles(), new TestRecord<>(key, null, headers, doneAt));
  }

  /** Adds the dead letter of a record, by its raw key. */
  public void letter(String key, String value, long at, String origin) {
    letter(key, value, at, origin, new TestRecord<>(key, value).headers());
  }

  /** A record of a table of definitions that could not be read. */
  public void letterOfTable(String key, String value, long at, String origin) {
    Headers headers = new TestRecord<>(key, value).headers();
    RecordHeaders.put(headers, "__streams.errors.table", "1");
    letter(key, value, at, origin, headers);
  }

  private void letter(String key, String value, long at, String origin, Headers headers) {
    byte[] raw = key.getBytes(StandardCharsets.UTF_8);
    String errors = "__streams.errors.";
    RecordHeaders.put(headers, errors + "topic", origin.substring(0, origin.lastIndexOf('-')));
    String place = origin.substring(origin.lastIndexOf('-') + 1);
    RecordHeaders.put(headers, errors + "partition", place.split("@", 2)[0]);
    RecordHeaders.put(headers, errors + "offset", place.split("@", 2)[1]);
    RecordHeaders.put(headers, errors + "message", "why");
    Topic<byte[], byte[]> topic = TOPICS.deadLetters();
    drivers
        .get(BuiltInPartitioner.partitionForKey(raw, drivers.size()))
        .createInputTopic(topic.name(), topic.key().serializer(), topic.value().serializer())
        .pipeInput(
            new TestRecord<>(raw, value.getBytes(StandardCharsets.UTF_8), headers, at * 1_000));
  }

  /** A message that the gateway rejected. */
  public void rejected(String key, String message, long at, String reason) {
    Topic<byte[], byte[]> topic = TOPICS.deadLetters();
    var letter =
        DeadLetter.rejected(
            topic.name(),
            AccountKey.parse(key),
            at * 1_000,
            message.getBytes(StandardCharsets.UTF_8),
            ErrorCode.INVALID_FIELD,
            reason);
    drivers
        .get(BuiltInPartitioner.partitionForKey(letter.key(), drivers.size()))
        .createInputTopic(topic.name(), topic.key().serializer(), topic.value().serializer())
        .pipeInput(
            new TestRecord<>(letter.key(), letter.value(), letter.headers(), letter.timestamp()));
  }

  public void redriven(String key, String origin, long at) {
    pipe(TOPICS.redrives(), AccountKey.parse(key), new Redrive(origin, at), at * 1_000, null);
  }

  public JsonNode ask(String query, AccountKey key, JsonNode args) {
    return answer(query, key.account(), partition(key), args);
  }

  public List<JsonNode> askAll(String query, String account, JsonNode args) {
    List<JsonNode> answers = new ArrayList<>();
    for (int i = 0; i < drivers.size(); i++) {
      answers.add(answer(query, account, i, args));
    }
    return answers;
  }

  public AppliedOffsets applied() {
    return applied;
  }

  <K, V> ReadOnlyKeyValueStore<K, V> open(Store<K, V> store, int partition) {
    return drivers.get(partition).getKeyValueStore(store.name());
  }

  /** A store of the first partition, for rows that the code never writes. */
  <K, V> KeyValueStore<K, V> writable(Store<K, V> store) {
    return drivers.getFirst().getKeyValueStore(store.name());
  }

  @Override
  public void close() {
    drivers.forEach(TopologyTestDriver::close);
  }

  private JsonNode answer(String query, String account, int partition, JsonNode args) {
    return Objects.requireNonNull(queries.get(query))
        .answer(new StateRequest(account, partition, args));
  }

  private int partition(AccountKey key) {
    return BuiltInPartitioner.partitionForKey(KeySerde.bytes(key), drivers.size());
  }

  private <V> void pipe(
      Topic<AccountKey, V> topic,
      AccountKey key,
      @Nullable V value,
      long millis,
      @Nullable String cause) {
    Headers headers = new TestRecord<>(key, value).headers();
    if (cause != null) {
      RecordHeaders.put(headers, RecordHeaders.CAUSE, cause);
    }
    pipe(topic, new TestRecord<>(key, value, headers, millis));
  }

  private <V> void pipe(Topic<AccountKey, V> topic, TestRecord<AccountKey, V> record) {
    drivers
        .get(partition(record.key()))
        .createInputTopic(topic.name(), topic.key().serializer(), topic.value().serializer())
        .pipeInput(record);
  }
}
