package com.traitly.systemtests.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.caller.Api;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Records that fail are listed, and are applied when they are sent again after the cause is gone.
 */
class DeadLetterIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final CloseAll STARTED = new CloseAll();
  private static final Topics TOPICS = new Topics(Topics.DEFAULT_PREFIX);

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static Api api;

  @BeforeAll
  static void start() {
    broker = STARTED.add(EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {}));
    Standalone product =
        STARTED.add(
            Standalone.start(
                Config.of(
                    Map.of(
                        "TRAITLY_PORT", "0",
                        "TRAITLY_DATA_DIR", directory.resolve("data").toString(),
                        "TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrapServers()))));
    api = STARTED.add(new Api(product.baseUrl(), product.apiKey()));
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  void whatFailedIsAppliedOnceTheCauseIsGone() throws Exception {
    // Each fact is small enough; together they make a profile too large for a record.
    for (int i = 0; i < 9; i++) {
      upsert("big", Json.object().put("note" + i, "x".repeat(30_000)));
    }
    JsonNode letter = awaitLetters("big", 1).getFirst();
    assertThat(letter.path("topic").asText()).isEqualTo(TOPICS.customers().name());
    assertThat(letter.path("exception").asText()).endsWith("IllegalArgumentException");
    assertThat(letter.path("message").asText()).contains("merged profile");
    assertThat(letter.path("value_excerpt").asText()).contains("\"customer_id\":\"big\"");
    assertThat(letter.path("value_bytes").asInt()).isGreaterThan(30_000);
    String ids = "{\"ids\":[\"" + letter.path("id").asText() + "\"]";

    assertThat(redrive(ids + ",\"dry_run\":true}").path("redriven").asInt()).isEqualTo(1);
    assertThat(awaitLetters("big", 1).getFirst().path("redriven_at").isNull()).isTrue();
    Api.Answer cleared = upsert("big", null);
    assertThat(profile("big", cleared).path("custom_attributes")).isEmpty();

    Api.Answer redriven = api.post("/dead-letter/redrive", ids + "}");
    assertThat(redriven.status()).isEqualTo(201);
    assertThat(redriven.body().at("/data/0/redriven").asInt()).isEqualTo(1);
    assertThat(profile("big", redriven).at("/custom_attributes/note8").asText()).hasSize(30_000);

    JsonNode second = redrive(ids + "}");
    assertThat(second.path("redriven").asInt(-1)).isZero();
    assertThat(second.path("already_redriven").asInt()).isEqualTo(1);
    assertThat(redrive(ids + ",\"again\":true}").path("redriven").asInt()).isEqualTo(1);
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(letters("big").getFirst().path("redriven_at").asText()).matches("\\d+"));

    Api.Answer erased = api.delete("/customer/big");
    assertThat(erased.status()).isEqualTo(202);
    await().atMost(SOON).untilAsserted(() -> assertThat(letters("big")).isEmpty());

    // A caller that noted the id may still send the record again; the customer stays erased.
    Api.Answer late = api.post("/dead-letter/redrive", ids + ",\"again\":true}");
    assertThat(late.body().at("/data/0/redriven").asInt()).isEqualTo(1);
    for (String path : List.of("/customer/big", "/recommended-next-actions?customer_id=big")) {
      await()
          .atMost(SOON)
          .untilAsserted(
              () -> assertThat(api.getAfter(late, path).status()).as(path).isEqualTo(404));
    }
    assertThat(profile("big", upsert("big", null)).path("custom_attributes")).isEmpty();
  }

  @Test
  void aRecordThatTwoProcessesFailOnIsSentOnce() throws Exception {
    String topic = TOPICS.events().name();
    try (var producer = new KafkaProducer<byte[], byte[]>(settings())) {
      producer.send(record(topic, "default|poison", "not JSON at all")).get();
      producer.send(record(topic, "no account", "not JSON either")).get();
      producer.send(record(TOPICS.customerProfiles().name(), "default|old", "{}")).get();
    }
    List<JsonNode> letters = awaitLetters("poison", 2);
    awaitLetters("old", 1);
    assertThat(letters.get(0).path("origin")).isEqualTo(letters.get(1).path("origin"));
    assertThat(letters.get(0).path("value_excerpt").asText()).isEqualTo("not JSON at all");
    assertThat(api.get("/dead-letter").body().toString()).doesNotContain("not JSON either");

    String ids =
        Json.array().add(letters.get(0).path("id")).add(letters.get(1).path("id")).toString();
    JsonNode outcome = redrive("{\"ids\":" + ids + "}");

    assertThat(outcome.path("chosen").asInt()).isEqualTo(2);
    assertThat(outcome.path("redriven").asInt()).isEqualTo(1);
    // The cause is still there, so the record fails again at its new place, once for each reader.
    assertThat(
            awaitLetters("poison", 4).stream().map(each -> each.path("origin").asText()).distinct())
        .hasSize(2);
    JsonNode old = redrive("{\"ids\":[\"" + letters("old").getFirst().path("id").asText() + "\"]}");
    assertThat(old.path("not_redrivable").asInt()).isEqualTo(1);
  }

  @Test
  void whatIsAskedForMustBeThere() throws Exception {
    assertThat(api.post("/dead-letter/redrive", "{}").status()).isEqualTo(400);
    assertThat(api.post("/dead-letter/redrive", "{\"ids\":[\"x\"]}").status()).isEqualTo(400);
    assertThat(api.post("/dead-letter/redrive", "{\"ids\":[\"0-99999\"]}").status()).isEqualTo(404);
    JsonNode none = redrive("{\"created_before\":1000}");
    assertThat(none.path("chosen").asInt(-1)).isZero();
  }

  private static Api.Answer upsert(String id, @Nullable ObjectNode attributes) throws Exception {
    ObjectNode body = Json.object().put("customer_id", id).put("name", "Ann Lee");
    body.put("email", "ann@example.com").put("plan", "Trial").set("custom_attributes", attributes);
    Api.Answer answer = api.post("/customer", body.toString());
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer;
  }

  /** Reads the profile once it includes a write. */
  private static JsonNode profile(String id, Api.Answer write) {
    return await()
        .atMost(SOON)
        .until(() -> api.getAfter(write, "/customer/" + id), a -> a.status() == 200)
        .body()
        .at("/data/0");
  }

  private static JsonNode redrive(String body) throws Exception {
    Api.Answer answer = api.post("/dead-letter/redrive", body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body().at("/data/0");
  }

  private static List<JsonNode> awaitLetters(String customerId, int count) {
    return await()
        .atMost(SOON)
        .until(() -> letters(customerId), letters -> letters.size() == count);
  }

  private static List<JsonNode> letters(String customerId) throws Exception {
    List<JsonNode> letters = new ArrayList<>();
    String page = "/dead-letter?limit=1";
    String cursor = "";
    do {
      JsonNode answer = api.get(page + cursor).body();
      answer.path("data").forEach(letters::add);
      cursor = "&cursor=" + answer.at("/metadata/next_cursor").asText();
    } while (!cursor.equals("&cursor="));
    letters.removeIf(each -> !each.path("customer_id").asText().equals(customerId));
    return letters;
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String key, String value) {
    return new ProducerRecord<>(
        topic, key.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> settings() {
    return Map.of(
        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
        broker.bootstrapServers(),
        ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class,
        ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
        ByteArraySerializer.class);
  }
}
