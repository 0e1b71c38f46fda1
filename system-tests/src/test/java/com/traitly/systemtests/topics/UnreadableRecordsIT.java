package com.traitly.systemtests.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.Config;
import com.traitly.platform.kafka.KafkaAccess;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.caller.Api;
import com.traitly.systemtests.caller.Call;
import com.traitly.systemtests.pages.ReadmeTour;
import com.traitly.systemtests.sources.SourceGround;
import com.traitly.testkit.Seeded;
import com.traitly.testkit.WebhookReceiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever bytes are on any topic, all four services are ready, continue after the bad records,
 * report their positions, serve all other accounts, and start again.
 */
class UnreadableRecordsIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final String OTHER_KEY = "other-key-0123456789abcdef";
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);
  private static final int PARTITIONS = 2;
  private static final String SOURCE = "shop";
  private static final String SOURCES = "sources: [{topic: shop}]";

  /** A goal with a number that is too long once it is written out. */
  private static final String REFUSED_GOAL =
      """
      {"name":"refused","version":1,"entry":{"on":"customer_created"},"window":{"days":30},
       "target":{"any":[{"attribute":"seats","above":1.%se-5}]},"actions":[]}\
      """
          .formatted("1".repeat(62));

  @TempDir Path directory;

  @Test
  @Seeded
  void noRecordStopsAProcess(RandomGenerator random) throws Exception {
    try (CloseAll started = new CloseAll()) {
      EmbeddedBroker broker =
          started.add(EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {}));
      WebhookReceiver receiver = started.add(WebhookReceiver.start());
      SourceGround.create(broker.bootstrapServers(), SOURCE, 1);
      Map<String, String> written;
      try (Standalone product = start(broker)) {
        Api other = started.add(new Api(product.baseUrl(), OTHER_KEY));
        furnish(other);
        written = litter(broker, new Random(random.nextLong()));
        awaitLetters(broker, written);
        awaitReady(product);
        Api api = started.add(new Api(product.baseUrl(), product.apiKey()));
        tour(api, receiver);
        readsSource(broker, api, "0");
        serves(other, "before");
        assertThat(text(product, "/metrics")).contains("traitly_platform_records_passed_over");
        listsLetters(api);
      }
      // A start must also survive garbage that was written before it.
      litter(broker, new Random(random.nextLong()));
      try (Standalone again = start(broker)) {
        awaitReady(again);
        serves(started.add(new Api(again.baseUrl(), OTHER_KEY)), "after");
        Api api = started.add(new Api(again.baseUrl(), again.apiKey()));
        readsSource(broker, api, "1");
        assertThat(api.get("/recommended-next-action?customer_id=123").status()).isEqualTo(200);
        assertThat(api.delete("/customer/garbled").status()).isEqualTo(202);
      }
    }
  }

  private Standalone start(EmbeddedBroker broker) throws IOException {
    Path sources = Files.writeString(directory.resolve("sources.yaml"), SOURCES);
    return Standalone.start(
        Config.of(
            Map.of(
                "TRAITLY_PORT", "0",
                "TRAITLY_PARTITIONS", Integer.toString(PARTITIONS),
                "TRAITLY_BOOTSTRAP_ACCOUNTS", "other=" + OTHER_KEY,
                "TRAITLY_SOURCES", sources.toString(),
                "TRAITLY_DATA_DIR", directory.resolve("data").toString(),
                "TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrapServers())));
  }

  /** Sets up an account that has nothing to do with the garbage. */
  private static void furnish(Api other) throws Exception {
    String goal =
        """
        {"entry":{"on":"customer_created"},"window":{"days":30},
         "target":{"any":[{"event":"Subscribed"}]},"actions":[{"event_name":"Step"}]}\
        """;
    assertThat(other.put("/goal/theirs", goal).status()).isEqualTo(201);
    serves(other, "first");
  }

  private static void serves(Api api, String customer) throws Exception {
    String profile =
        "{\"customer_id\":\"%s\",\"name\":\"Ann\",\"email\":\"ann@example.com\",\"plan\":\"Trial\"}"
            .formatted(customer);
    assertThat(api.post("/customer", profile).status()).isEqualTo(201);
    String event = "{\"customer_id\":\"%s\",\"name\":\"Step\"}".formatted(customer);
    Api.Answer stored = api.post("/event", event);
    assertThat(stored.status()).isEqualTo(201);
    String position = stored.position();
    for (String path :
        List.of(
            "/recommended-next-action?customer_id=" + customer,
            "/event?customer_id=" + customer,
            "/customer/" + customer)) {
      await()
          .atMost(SOON)
          .untilAsserted(() ->
              assertThat(api.get(path, "Traitly-Position", position).status())
                  .as(path)
                  .isEqualTo(200));
    }
    assertThat(api.get("/event").status()).isEqualTo(200);
    assertThat(api.get("/goal").status()).isEqualTo(200);
  }

  /** Says that the source goes on: its next record becomes an event. */
  private static void readsSource(EmbeddedBroker broker, Api api, String number) {
    SourceGround.produce(
        broker.bootstrapServers(),
        SOURCE,
        "{\"customer_id\":\"of-source\",\"name\":\"Record %s\"}".formatted(number));
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(
                    api.get("/event?customer_id=of-source&name=Record+" + number)
                        .body()
                        .path("data"))
                .hasSize(1));
  }

  /** Writes each kind of garbage to each topic; returns the kinds by position. */
  private static Map<String, String> litter(EmbeddedBroker broker, Random random) throws Exception {
    Map<String, String> places = new HashMap<>();
    KafkaAccess kafka = access(broker);
    try (KafkaProducer<byte[], byte[]> producer =
        kafka.producer(Map.of("max.request.size", 2 << 20))) {
      for (Topic<?, ?> topic : TOPICS.all()) {
        for (var each : Garbage.of(topic.name(), random).entrySet()) {
          if (each.getValue().key() != null || !isCompacted(topic)) {
            RecordMetadata at = producer.send(each.getValue()).get();
            places.put(at.topic() + "-" + at.partition() + "@" + at.offset(), each.getKey());
          }
        }
      }
      for (String topic : List.of(TOPICS.goals().name(), TOPICS.goalDrafts().name())) {
        RecordMetadata at =
            producer
                .send(
                    new ProducerRecord<>(
                        topic, "default|refused".getBytes(UTF_8), REFUSED_GOAL.getBytes(UTF_8)))
                .get();
        places.put(at.topic() + "-" + at.partition() + "@" + at.offset(), "refused goal");
      }
    }
    return places;
  }

  /** Says whether the topic is compacted; such a topic refuses a record without a key. */
  private static boolean isCompacted(Topic<?, ?> topic) {
    return topic.settings().getOrDefault("cleanup.policy", "").contains("compact");
  }

  /** Waits until every unreadable record has a dead letter that names its position. */
  private static void awaitLetters(EmbeddedBroker broker, Map<String, String> written) {
    // Some are written for others. Those of live() are read only while somebody watches, and only
    // for the account that watches: LiveFeedTest.
    List<String> never =
        List.of(
            TOPICS.deadLetters().name(),
            TOPICS.operatorEvents().name(),
            TOPICS.goalLifecycle().name(),
            TOPICS.live().rejectedItems().name(),
            TOPICS.live().listenerRequests().name());
    List<String> expected = new ArrayList<>();
    written.forEach((place, kind) -> {
      String topic = place.substring(0, place.lastIndexOf('-'));
      boolean mayBeRight = kind.equals("odd headers on a tombstone");
      if (!never.contains(topic) && !mayBeRight) {
        expected.add(place);
      }
    });
    List<String> found = new ArrayList<>();
    try (Consumer<byte[], byte[]> consumer = access(broker).bytesReader()) {
      List<TopicPartition> partitions = new ArrayList<>();
      for (int i = 0; i < PARTITIONS; i++) {
        partitions.add(new TopicPartition(TOPICS.deadLetters().name(), i));
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            consumer
                .poll(Duration.ofMillis(100))
                .forEach(each -> found.add(origin(each.headers())));
            assertThat(missing(expected, found, written)).isEmpty();
          });
    }
  }

  private static List<String> missing(
      List<String> expected, List<String> found, Map<String, String> written) {
    List<String> missing = new ArrayList<>(expected);
    missing.removeAll(found);
    return missing.stream().map(place -> place + " " + written.get(place)).toList();
  }

  private static String origin(org.apache.kafka.common.header.Headers headers) {
    return RecordHeaders.text(headers, "__streams.errors.topic")
        + "-"
        + RecordHeaders.text(headers, "__streams.errors.partition")
        + "@"
        + RecordHeaders.text(headers, "__streams.errors.offset");
  }

  private static void tour(Api api, WebhookReceiver receiver) throws Exception {
    api.post("/webhook", Json.object().put("url", receiver.url().toString()).toString());
    List<Call> calls = ReadmeTour.calls();
    assertThat(calls).hasSizeGreaterThan(6);
    for (Call call : calls) {
      if (call.path().endsWith("/customer")) {
        awaitApplied(api);
      }
      Api.Answer[] last = new Api.Answer[1];
      await()
          .atMost(SOON)
          .untilAsserted(() -> {
            last[0] = api.send(call);
            assertThat(last[0].status()).as(call + " " + last[0].body()).isBetween(200, 202);
          });
    }
    assertThat(receiver.awaitCount(2, SOON)).isNotEmpty();
  }

  private static void awaitApplied(Api api) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          JsonNode goal = api.get("/goal/30-day%20Conversion").body();
          assertThat(goal.findValue("complete").asBoolean()).isTrue();
        });
  }

  private static void listsLetters(Api api) throws Exception {
    Api.Answer letters = api.get("/dead-letter?limit=200");
    assertThat(letters.status()).isEqualTo(200);
    // Garbage on the dead-letter topic itself has neither an origin nor a reason.
    List<JsonNode> ours = new ArrayList<>();
    letters.body().path("data").forEach(ours::add);
    ours.removeIf(each -> each.path("origin").isNull());
    assertThat(ours)
        .isNotEmpty()
        .allSatisfy(each -> {
          assertThat(each.path("origin").asText()).matches(".+-\\d+@\\d+");
          assertThat(each.path("message").asText()).isNotEmpty();
        });
  }

  private static void awaitReady(Standalone product) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(text(product, "/health/ready")).contains("\"ready\":true"));
  }

  private static String text(Standalone product, String path) throws Exception {
    try (HttpClient http = HttpClient.newHttpClient()) {
      URI uri = URI.create(product.baseUrl() + path);
      return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }

  private static KafkaAccess access(EmbeddedBroker broker) {
    return new KafkaAccess(broker.bootstrapServers(), Topics.DEFAULT_PREFIX, PARTITIONS, 1);
  }
}
