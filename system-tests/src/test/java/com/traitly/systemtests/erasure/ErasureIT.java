package com.traitly.systemtests.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No database on disk holds the id of an erased customer. The id of a customer that did the same
 * and was not erased is in all of them.
 */
class ErasureIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  /** More events than a customer's state holds before it packs them into the timeline. */
  private static final int EVENTS = 80;

  private static final String ERASED = "erase-me-7f3a";
  private static final String STAYS = "keep-me-91bc";

  @TempDir Path directory;

  @Test
  void noStoreHoldsTheIdAndTheProfileHasATombstone() throws Exception {
    Path data = directory.resolve("data");
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {});
        WebhookReceiver receiver = WebhookReceiver.start()) {
      receiver.answerBy(request -> ReceiverAnswer.status(500));
      Map<String, String> settings =
          Map.of(
              "TRAITLY_PORT", "0",
              "TRAITLY_DATA_DIR", data.toString(),
              "TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrapServers());
      try (Standalone product = Standalone.start(Config.of(settings));
          Api api = new Api(product.baseUrl(), product.apiKey())) {
        String hook = prepare(api, receiver);
        Api.Answer receipt = api.delete("/customer/" + ERASED);
        assertThat(receipt.status()).isEqualTo(202);
        assertThat(receipt.body().path("clears")).isNotEmpty();
        await().atMost(SOON).until(() -> gone(api, hook));
        await().atMost(SOON).until(() -> tombstone(broker));
      }
    }
    StoresOnDisk stores = new StoresOnDisk(data);
    assertThat(stores.thatHold(ERASED)).isEmpty();
    assertThat(stores.thatHold(STAYS))
        .contains("customer-goals", "timelines", "due", "profiles", "goal-members")
        .contains("customers", "events-by-customer", "events-by-time")
        .contains("outbox", "outbox-due", "attempts");
  }

  /**
   * Creates both customers with events, an open window and a waiting delivery; returns the
   * endpoint's path.
   */
  private static String prepare(Api api, WebhookReceiver receiver) throws Exception {
    String endpoint = "{\"url\": \"%s\"}".formatted(receiver.url());
    String hook = "/webhook/" + api.post("/webhook", endpoint).body().at("/data/0/id").asText();
    String goal =
        """
        {"entry": {"on": "customer_created"}, "window": {"days": 30},
         "target": {"any": [{"event": "Subscribed"}]},
         "actions": [{"event_name": "Invite", "target_count": 100}]}\
        """;
    assertThat(api.put("/goal/Conversion", goal).status()).isEqualTo(201);
    for (String id : List.of(ERASED, STAYS)) {
      String customer =
          """
          {"customer_id": "%s", "name": "Ann", "email": "ann@example.com", "plan": "Trial"}\
          """
              .formatted(id);
      assertThat(api.post("/customer", customer).status()).isEqualTo(201);
      String event = "{\"customer_id\": \"%s\", \"name\": \"Invite\"}".formatted(id);
      String events = Collections.nCopies(EVENTS, event).toString();
      assertThat(api.post("/event", events).status()).isEqualTo(201);
    }
    for (String id : List.of(ERASED, STAYS)) {
      await().atMost(SOON).until(() -> attempts(api, hook, id) > 0);
      await().atMost(SOON).until(() -> found(api, eventsOf(id)) == EVENTS);
      String counted = "\"goal_num_completed\":" + EVENTS;
      await()
          .atMost(SOON)
          .until(() -> api.get(nextActions(id)).body().toString().contains(counted));
    }
    return hook;
  }

  private static boolean gone(Api api, String hook) throws Exception {
    return api.get("/customer/" + ERASED).status() == 404
        && api.get(nextActions(ERASED)).status() == 404
        && found(api, eventsOf(ERASED)) == 0
        && attempts(api, hook, ERASED) == 0;
  }

  private static String eventsOf(String customer) {
    return "/event?limit=100&customer_id=" + customer;
  }

  private static String nextActions(String customer) {
    return "/recommended-next-actions?customer_id=" + customer + "&goal_name=Conversion";
  }

  private static int attempts(Api api, String hook, String customer) throws Exception {
    return found(api, hook + "/attempt?customer_id=" + customer);
  }

  private static int found(Api api, String path) throws Exception {
    return api.get(path).body().path("data").size();
  }

  private static boolean tombstone(EmbeddedBroker broker) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG, "anyone",
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
            ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    String topic = new Topics(Topics.DEFAULT_PREFIX).customerProfiles().name();
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(topic).stream()
              .map(each -> new TopicPartition(topic, each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      boolean found = false;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (var record : consumer.poll(Duration.ofMillis(200))) {
          if (AccountKey.parse(record.key()).id().equals(ERASED)) {
            found = record.value() == null;
          }
        }
      }
      return found;
    }
  }
}
