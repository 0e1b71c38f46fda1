package com.traitly.gateway.sources;

import com.traitly.contracts.topic.Topics;
import com.traitly.gateway.intake.Door;
import com.traitly.gateway.sources.mapping.MappedRecord;
import com.traitly.gateway.sources.mapping.RecordMapper;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.gateway.sources.mapping.StartPosition;
import com.traitly.platform.kafka.KafkaAccess;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;

/** Tries the first records of a source. It writes nothing, and leaves no position behind. */
public final class SourceTrial {
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final KafkaAccess kafka;
  private final InstantSource clock;

  public SourceTrial(KafkaAccess kafka, InstantSource clock) {
    this.kafka = kafka;
    this.clock = clock;
  }

  /**
   * Reads from where the source is begun; of one that begins with the latest record, the newest
   * ones.
   *
   * @param most how many records
   * @param result gets each record with what would become of it
   * @throws KafkaException when the topic cannot be read
   */
  public void run(
      Source source, int most, BiConsumer<ConsumerRecord<byte[], byte[]>, MappedRecord> result) {
    Door door = new Door(new Topics(kafka.prefix()));
    try (RecordMapper mapper = RecordMapper.of(source, door);
        Consumer<byte[], byte[]> consumer = new SourceClients(kafka).looking(source)) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(source.topic(), PATIENCE).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new KafkaException("there is no topic " + source.topic());
      }
      consumer.assign(partitions);
      for (TopicPartition each : partitions) {
        consumer.seek(each, start(consumer, each, source, most / partitions.size()));
      }
      read(
          consumer,
          partitions,
          most,
          record -> result.accept(record, mapper.map(record, clock.millis())));
    }
  }

  private static long start(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, Source source, int newest) {
    return source.start() instanceof StartPosition.Latest
        ? Math.max(
            StartOffsets.beginning(consumer, partition),
            StartOffsets.end(consumer, partition) - newest)
        : StartOffsets.of(consumer, partition, source.start(), OptionalLong.empty());
  }

  private static void read(
      Consumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      int most,
      java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    var ends = consumer.endOffsets(partitions);
    int read = 0;
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
        if (read++ == most) {
          return;
        }
        reader.accept(each);
        deadline = System.nanoTime() + PATIENCE.toNanos();
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("no record came for %d s".formatted(PATIENCE.toSeconds()));
      }
    }
  }
}
