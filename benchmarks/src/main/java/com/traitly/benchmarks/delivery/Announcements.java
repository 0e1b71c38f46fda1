package com.traitly.benchmarks.delivery;

import static java.util.Objects.requireNonNull;

import com.traitly.benchmarks.harness.Broker;
import com.traitly.benchmarks.harness.Population;
import com.traitly.benchmarks.harness.Scenario;
import com.traitly.benchmarks.harness.Services;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.topic.Topics;
import com.traitly.testkit.client.CallFailed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Genuine announcements, made once by a stream-processor and copied to the topics of other
 * prefixes.
 *
 * @param records all of them; those of each customer are in the order announced
 */
record Announcements(Broker broker, List<ConsumerRecord<byte[], byte[]>> records) {
  private static final String PREFIX = "source.";

  /** The number of announcements of each customer. */
  static final int PER_CUSTOMER = Population.GOALS * AnnouncementObject.values().length;

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  /** Added to a sequence number, this is higher than any sequence number of a customer. */
  private static final long LATER = 1L << 40;

  /**
   * Lets this many customers enter three goals, each of which makes two announcements per customer.
   */
  static Announcements of(Scenario scenario, int customers) {
    Broker broker = scenario.broker();
    try (Services services = new Services(broker, scenario.directory().resolve("source"), PREFIX);
        Population population = new Population(broker, PREFIX)) {
      population.goals();
      population.customers(customers);
      var unused = services.processor();
      return new Announcements(broker, read(broker, (long) PER_CUSTOMER * customers));
    }
  }

  /** Returns the number of announcements. */
  int count() {
    return records.size();
  }

  /** Returns the body of one announcement. */
  byte[] body() {
    return records.getFirst().value();
  }

  /**
   * Writes distinct copies of each announcement to the existing topics of another prefix.
   *
   * @param before how many copies of each were written there before
   */
  void copyTo(String prefix, int before, int copies) {
    try (Writer writer = writer(prefix)) {
      for (int i = before; i < before + copies; i++) {
        for (ConsumerRecord<byte[], byte[]> each : records) {
          writer.write(each, i);
        }
      }
    }
  }

  /** Opens a writer to the existing topics of another prefix. */
  Writer writer(String prefix) {
    return new Writer(broker, prefix);
  }

  /** Writes announcements; all of them are in Kafka when this is closed. */
  static final class Writer implements AutoCloseable {
    private final KafkaProducer<byte[], byte[]> producer;
    private final String prefix;

    private Writer(Broker broker, String prefix) {
      this.prefix = prefix;
      producer =
          broker.access(prefix).producer(Map.of(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4"));
    }

    /**
     * Writes a copy with its own id and a later sequence number; a higher copy number means later.
     */
    void write(ConsumerRecord<byte[], byte[]> record, int copy) {
      ProducerRecord<byte[], byte[]> another = again(record);
      String id = requireNonNull(RecordHeaders.text(record.headers(), RecordHeaders.ID));
      String sequence =
          requireNonNull(RecordHeaders.text(record.headers(), RecordHeaders.SEQUENCE));
      RecordHeaders.put(another.headers(), RecordHeaders.ID, id + "_" + copy);
      RecordHeaders.put(
          another.headers(),
          RecordHeaders.SEQUENCE,
          Long.toString(Long.parseLong(sequence) + copy * LATER));
      send(another);
    }

    /** Writes an announcement as if it were made now. */
    void write(ConsumerRecord<byte[], byte[]> record) {
      send(again(record));
    }

    private ProducerRecord<byte[], byte[]> again(ConsumerRecord<byte[], byte[]> record) {
      return new ProducerRecord<>(
          prefix + record.topic().substring(PREFIX.length()),
          record.partition(),
          record.key(),
          record.value(),
          record.headers());
    }

    private void send(ProducerRecord<byte[], byte[]> record) {
      var unused = producer.send(record);
    }

    @Override
    public void close() {
      producer.close();
    }
  }

  private static List<ConsumerRecord<byte[], byte[]>> read(Broker broker, long expected) {
    Topics topics = new Topics(PREFIX);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer = broker.access(PREFIX).bytesReader()) {
      List<TopicPartition> partitions =
          topics.announcementNames().stream()
              .flatMap(topic -> Broker.partitions(topic).stream())
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (records.size() < expected) {
        consumer.poll(POLL).forEach(records::add);
        if (System.nanoTime() > deadline) {
          throw new CallFailed(
              "%,d announcements expected, %,d came.".formatted(expected, records.size()));
        }
      }
    }
    return records;
  }
}
