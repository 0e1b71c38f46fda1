package com.traitly.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.EventJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.kafka.TopicSetup;
import com.traitly.testkit.client.CallFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.function.IntToLongFunction;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Any number of customers, events and goals, written straight to the topics as the gateway would
 * write them: the load for the services behind it. The same in each run, except for the time of
 * day.
 */
public final class Population implements AutoCloseable {
  /** The step that stays open however often it is done, so that each lookup shows its count. */
  public static final String COUNTED = "Style Widget";

  /** The format of a customer's id, made of its number. */
  public static final String CUSTOMER_FORMAT = "c-%07d";

  /** The number of goals. */
  public static final int GOALS = 3;

  private static final String TARGET = "Subscribed";
  private static final String ACCOUNT = "default";
  private static final long WINDOW_DAYS = 30;
  private static final List<String> NAMES =
      List.of(
          COUNTED,
          "Publish Widget",
          "Invite Teammate",
          "Export Report",
          "Log In",
          "View Pricing",
          "Open Help",
          "Change Settings");
  // One in this many events reaches the goals.
  private static final int REACHING = 500;

  private final Topics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final long now = Instant.now().toEpochMilli();
  private final SplittableRandom random = new SplittableRandom(7);
  private final Map<Integer, Integer> counted = new HashMap<>();
  private final Set<Integer> reached = new HashSet<>();
  private long eventNumber;
  private long eventBytes;
  private volatile @Nullable Exception lost;

  /** Creates the population of one topic prefix, and its topics. */
  public Population(Broker broker, String prefix) {
    KafkaAccess kafka = broker.access(prefix);
    topics = new Topics(prefix);
    TopicSetup.ensure(kafka, topics.all());
    broker.awaitLeaders(topics.all().stream().map(Topic::name).toList());
    producer =
        kafka.producer(
            Map.of(
                // A batch must not overtake one that a new partition was not ready for.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1,
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.BATCH_SIZE_CONFIG,
                128 << 10,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "lz4"));
  }

  /** Returns the topics it writes to. */
  public Topics topics() {
    return topics;
  }

  /** Returns a customer's id by number. */
  public static String customer(int number) {
    return String.format(Locale.ROOT, CUSTOMER_FORMAT, number);
  }

  /** Returns how often a customer did {@link #COUNTED} so far. */
  public int counted(int customer) {
    return counted.getOrDefault(customer, 0);
  }

  /** Says whether a customer has reached the goals. */
  public boolean reached(int customer) {
    return reached.contains(customer);
  }

  /** Returns the bytes of all events' JSON so far. */
  public long eventBytes() {
    return eventBytes;
  }

  /** Defines three goals of two or three steps each, with windows of 30 days. */
  public void goals() {
    goal("Conversion", 30, COUNTED, NAMES.get(1));
    goal("Activation", 20, NAMES.get(2), NAMES.get(1));
    goal("Habit", 10, NAMES.get(3), NAMES.get(2), NAMES.get(4));
    flush();
  }

  /** Creates this many customers ten days ago, so that all their windows are open. */
  public void customers(int count) {
    customers(0, count, number -> now - Duration.ofDays(10).toMillis() - number % 86_400 * 1_000L);
  }

  /** Creates the customers with these numbers, each at its instant in UNIX milliseconds. */
  public void customers(int from, int to, IntToLongFunction createdAt) {
    for (int number = from; number < to; number++) {
      String id = customer(number);
      long at = createdAt.applyAsLong(number);
      Map<String, JsonNode> fields =
          Map.of(
              "name", Json.object().textNode("Customer " + number),
              "email", Json.object().textNode(id + "@example.com"),
              "plan", Json.object().textNode("Trial"));
      send(topics.customers(), id, new CustomerFact.Upsert(id, now, at, at, fields));
    }
    flush();
  }

  /**
   * Writes events of customers, one after the other in time.
   *
   * @param customers how many take part, each with the same probability
   * @param count the number of events
   * @param seconds how long ago the first event happened; the last happens now
   */
  public void events(int customers, int count, long seconds) {
    for (int i = 0; i < count; i++) {
      int number = random.nextInt(customers);
      String id = customer(number);
      String name = name(number);
      long at = now - 1_000 * seconds + i * 1_000L * seconds / count;
      byte[] value = event(id, name, at);
      eventBytes += value.length;
      send(topics.events().name(), key(id), value);
    }
    flush();
  }

  /** Writes one event of a customer, now; returns where it is in Kafka. */
  public Future<RecordMetadata> event(int customer) {
    String id = customer(customer);
    counted.merge(customer, 1, Integer::sum);
    return producer.send(
        new ProducerRecord<>(
            topics.events().name(), key(id), event(id, COUNTED, Instant.now().toEpochMilli())));
  }

  @Override
  public void close() {
    producer.close();
  }

  /** Draws what a customer does next. */
  private String name(int customer) {
    if (random.nextInt(REACHING) == 0) {
      reached.add(customer);
      return TARGET;
    }
    String name = NAMES.get(random.nextInt(NAMES.size()));
    if (name.equals(COUNTED)) {
      counted.merge(customer, 1, Integer::sum);
    }
    return name;
  }

  private byte[] event(String customer, String name, long at) {
    String eventId = "evt_%016x".formatted(++eventNumber * 0x9e3779b97f4a7c15L);
    Map<String, JsonNode> properties =
        Map.of(
            "colour", Json.object().textNode("blue"),
            "pages", Json.object().numberNode(random.nextInt(100)));
    return Json.bytes(EventJson.record(new Event(customer, name, at, at, eventId, properties)));
  }

  private void goal(String name, int priority, String... steps) {
    ObjectNode goal = Json.object().put("name", name).put("version", now).put("priority", priority);
    goal.putObject("window").put("days", WINDOW_DAYS);
    goal.putObject("target").putArray("any").addObject().put("event", TARGET);
    for (String step : steps) {
      goal.withArray("actions")
          .addObject()
          .put("event_name", step)
          .put("target_count", step.equals(COUNTED) ? 1_000_000 : 3)
          .put("message_plaintext", "{{customer.name}}, " + step + " {{action.remaining}} times")
          .put("message_html", "<p>{{customer.name}}, " + step + "</p>");
    }
    send(topics.goals(), name, GoalReader.readStored(goal));
  }

  private <V> void send(Topic<AccountKey, V> topic, String id, V value) {
    byte[] bytes = topic.value().serializer().serialize(topic.name(), value);
    send(topic.name(), key(id), bytes);
  }

  private void send(String topic, byte[] key, byte[] value) {
    var unused =
        producer.send(
            new ProducerRecord<>(topic, key, value),
            (metadata, failure) -> {
              if (failure != null) {
                lost = failure;
              }
            });
  }

  private void flush() {
    producer.flush();
    Exception failure = lost;
    if (failure != null) {
      throw new CallFailed("Kafka did not take all records: " + failure.getMessage(), failure);
    }
  }

  private static byte[] key(String id) {
    return (ACCOUNT + "|" + id).getBytes(UTF_8);
  }
}
