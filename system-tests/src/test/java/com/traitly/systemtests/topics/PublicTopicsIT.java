package com.traitly.systemtests.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.topic.Topics;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.standalone.broker.EmbeddedBroker;
import com.traitly.systemtests.caller.Api;
import com.traitly.systemtests.caller.Call;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.spec.TopicContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public topics hold what the AsyncAPI document says, and all of it. */
class PublicTopicsIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

  @TempDir Path directory;

  @Test
  void recordsAreAsDescribed() throws Exception {
    try (CloseAll started = new CloseAll()) {
      EmbeddedBroker broker =
          started.add(EmbeddedBroker.start(directory.resolve("kafka"), 0, failure -> {}));
      Standalone product =
          started.add(
              Standalone.start(
                  Config.of(
                      Map.of(
                          "TRAITLY_PORT", "0",
                          "TRAITLY_DATA_DIR", directory.resolve("data").toString(),
                          "TRAITLY_KAFKA_BOOTSTRAP", broker.bootstrapServers()))));
      Api api = started.add(new Api(product.baseUrl(), product.apiKey()));
      // The receiver answers 410, so the sender disables the endpoint and writes an operator event.
      WebhookReceiver gone = started.add(WebhookReceiver.start());
      gone.answerBy(request -> ReceiverAnswer.status(410));
      api.post("/webhook", "{\"url\": \"%s\"}".formatted(gone.url()));
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      try (var consumer = new KafkaConsumer<String, byte[]>(settings(broker))) {
        consumer.subscribe(
            TopicContract.topics().stream().map(PublicTopicsIT::withPrefix).toList());
        enterAGoal(api);
        // Reaching the goal must wait: what happens before the entry is processed is not announced.
        readUntil(
            consumer, records, () -> assertThat(topics(records)).isEqualTo(TopicContract.topics()));
        disabledUntilSwitchedOn(api);
        reachTheGoalTraced(api, consumer, records);
        assertThat(api.delete("/customer/7").status()).isEqualTo(202);
        readUntil(
            consumer,
            records,
            () -> assertThat(records).anyMatch(record -> record.value() == null));
      }
      records.forEach(PublicTopicsIT::check);
      assertThat(records).extracting(each -> header(each, "id")).doesNotHaveDuplicates();
      List<Long> sequences = sequences(records);
      assertThat(sequences)
          .isEqualTo(
              LongStream.rangeClosed(sequences.getFirst(), sequences.getLast()).boxed().toList());
    }
  }

  /** Reaches the goal with a trace, which must appear on all records that follow from the write. */
  private static void reachTheGoalTraced(
      Api api, KafkaConsumer<String, byte[]> consumer, List<ConsumerRecord<String, byte[]>> records)
      throws Exception {
    String subscribed = "{\"customer_id\": \"7\", \"name\": \"Subscribed\"}";
    api.send(Call.post("/event", subscribed).with("traceparent", TRACE));
    readUntil(
        consumer,
        records,
        () ->
            assertThat(traced(records))
                .containsExactlyInAnyOrder(
                    "customer-profiles",
                    "goal-propensity-change",
                    "recommended-next-actions",
                    "goal-lifecycle"));
  }

  private static void readUntil(
      KafkaConsumer<String, byte[]> consumer,
      List<ConsumerRecord<String, byte[]>> records,
      Runnable asserted) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> {
          consumer.poll(Duration.ofMillis(200)).forEach(records::add);
          asserted.run();
        });
  }

  private static Set<String> traced(List<ConsumerRecord<String, byte[]>> records) {
    return topics(
        records.stream().filter(each -> TRACE.equals(header(each, "traceparent"))).toList());
  }

  /**
   * Checks that a disabled endpoint is shown as disabled everywhere and that an unrelated change
   * does not switch it on.
   */
  private static void disabledUntilSwitchedOn(Api api) throws Exception {
    await().atMost(SOON).until(() -> !enabled(api.get("/webhook")));
    String path = "/webhook/" + api.get("/webhook").body().at("/data/0/id").textValue();
    await().atMost(SOON).until(() -> !enabled(api.send(Call.patch(path, "{}"))));
    assertThat(enabled(api.send(Call.patch(path, "{\"enabled\": true}")))).isTrue();
  }

  private static boolean enabled(Api.Answer answer) {
    return answer.body().at("/data/0/enabled").asBoolean();
  }

  /** Returns the sequence numbers of the customer's announcements in ascending order. */
  private static List<Long> sequences(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .map(each -> header(each, "sequence"))
        .filter(each -> !each.isEmpty())
        .map(Long::valueOf)
        .sorted()
        .toList();
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void enterAGoal(Api api) throws Exception {
    api.put(
        "/goal/Conversion",
        """
        {"entry": {"on": "customer_created"}, "window": {"days": 30},
         "target": {"any": [{"event": "Subscribed"}]},
         "actions": [{"event_name": "Style Widget", "target_count": 3}]}\
        """);
    String customer =
        """
        {"customer_id": "7", "name": "Ann Lee", "email": "ann@example.com", "plan": "Trial"}\
        """;
    api.send(Call.post("/customer", customer).with("traceparent", TRACE));
    api.post("/event", "{\"customer_id\": \"7\", \"name\": \"Style Widget\"}");
  }

  private static void check(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
    TopicContract.check(withoutPrefix(record.topic()), record.key(), headers, record.value());
  }

  private static Map<String, Object> settings(EmbeddedBroker broker) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        broker.bootstrapServers(),
        ConsumerConfig.GROUP_ID_CONFIG,
        "anyone",
        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
        "earliest",
        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
        "read_committed",
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        StringDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }

  private static Set<String> topics(List<ConsumerRecord<String, byte[]>> records) {
    return records.stream()
        .map(record -> withoutPrefix(record.topic()))
        .collect(Collectors.toSet());
  }

  private static String withPrefix(String topic) {
    return Topics.DEFAULT_PREFIX + topic;
  }

  private static String withoutPrefix(String topic) {
    return topic.substring(Topics.DEFAULT_PREFIX.length());
  }
}
