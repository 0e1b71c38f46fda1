package com.traitly.systemtests.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** What Traitly needs from any broker, however it runs. */
record BrokerContract(String bootstrapServers) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  void createTopic(String topic) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      admin.createTopics(List.of(new NewTopic(topic, 3, (short) 1))).all().get();
    }
  }

  /** Writes the values in one transaction; the broker has acknowledged it when this returns. */
  void produce(String topic, List<String> values) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers", bootstrapServers, "acks", "all", "transactional.id", "contract");
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent =
          values.stream()
              .map(value -> producer.send(new ProducerRecord<>(topic, value, value)))
              .toList();
      producer.commitTransaction();
      assertThat(sent).allMatch(Future::isDone);
    }
  }

  /** Reads, as this group, what the group has not read before, until the expected values arrive. */
  void expect(String topic, String group, List<String> values) {
    assertThat(read(topic, group, values.size())).containsExactlyInAnyOrderElementsOf(values);
  }

  /**
   * Tests the whole cycle: a topic, a transaction, and a group that reads it and keeps its
   * position.
   */
  void holds(String topic) throws ExecutionException, InterruptedException {
    createTopic(topic);
    List<String> first = values("first", 200);
    produce(topic, first);
    expect(topic, "readers", first);
    List<String> second = values("second", 100);
    produce(topic, second);
    expect(topic, "readers", second);
  }

  static List<String> values(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + "-" + i).toList();
  }

  private List<String> read(String topic, String group, int count) {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            group,
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed",
            "enable.auto.commit",
            false);
    List<String> seen = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (seen.size() < count && System.nanoTime() < deadline) {
        for (ConsumerRecord<String, String> polled : consumer.poll(Duration.ofMillis(200))) {
          seen.add(polled.value());
        }
      }
      consumer.commitSync();
    }
    return seen;
  }
}
