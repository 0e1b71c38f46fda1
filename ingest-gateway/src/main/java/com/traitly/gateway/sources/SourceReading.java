package com.traitly.gateway.sources;

import com.traitly.contracts.topic.SourcePosition;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.platform.kafka.ReadingThread;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the partitions of one source that this process is given, each through its own lane. After
 * any failure everything is closed and opened again: where to go on is only ever learnt from the
 * stored positions. Called by one thread.
 */
final class SourceReading implements ReadingThread.Reading, ConsumerRebalanceListener {
  private static final Logger LOG = LoggerFactory.getLogger(SourceReading.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final PartitionLane.Parts parts;
  private final Source source;
  private final SourcePositions positions;
  private final IntFunction<Producer<byte[], byte[]>> producers;
  private final Map<TopicPartition, PartitionLane> lanes = new ConcurrentHashMap<>();
  private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
  private @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * A reading that was not begun.
   *
   * @param producers opens the transactional producer of a partition
   */
  SourceReading(
      PartitionLane.Parts parts,
      SourcePositions positions,
      IntFunction<Producer<byte[], byte[]>> producers) {
    this.parts = parts;
    this.positions = positions;
    this.producers = producers;
    source = parts.source();
  }

  @Override
  public void begin(Consumer<byte[], byte[]> opened) {
    parts.meters().connected().set(false);
    close(List.copyOf(lanes.keySet()));
    if (opened.partitionsFor(source.topic()).isEmpty()) {
      throw new KafkaException("there is no such topic, or this process may not read it");
    }
    consumer = opened;
    opened.subscribe(List.of(source.topic()), this);
  }

  @Override
  public void turn(Consumer<byte[], byte[]> opened) {
    ConsumerRecords<byte[], byte[]> records = poll(opened);
    List<Runnable> work = new ArrayList<>();
    for (TopicPartition each : records.partitions()) {
      PartitionLane lane = lanes.get(each);
      if (lane == null) {
        throw new IllegalStateException("records of " + each + ", which is not assigned");
      }
      work.add(() -> lane.store(records.records(each)));
    }
    inParallel(work);
    parts.meters().connected().set(opened.groupMetadata().generationId() >= 0);
    parts
        .meters()
        .lag()
        .set(
            opened.assignment().stream()
                .mapToLong(each -> opened.currentLag(each).orElse(0))
                .sum());
  }

  /** Opening the lanes again notices what is missing. */
  @Override
  public void lost() {
    LOG.debug("source {} is opened again", source.name());
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    Consumer<byte[], byte[]> reader = consumer;
    if (reader == null || assigned.isEmpty()) {
      return;
    }
    inParallel(
        assigned.stream()
            .<Runnable>map(each ->
                () ->
                    lanes.put(
                        each,
                        PartitionLane.open(
                            parts, each.partition(), producers.apply(each.partition()))))
            .toList());
    // Only now: whoever had these partitions before can no longer change their positions.
    positions.awaitCurrent();
    assigned.forEach(each -> seek(reader, each));
    LOG.info("source {} is read in {}", source.name(), assigned);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    close(revoked);
  }

  /** Closes what is still open, after the last turn. */
  void close() {
    close(List.copyOf(lanes.keySet()));
    workers.close();
  }

  private void seek(Consumer<byte[], byte[]> reader, TopicPartition partition) {
    PartitionLane lane = Objects.requireNonNull(lanes.get(partition));
    SourcePosition found = positions.of(source, partition.partition());
    if (found != null) {
      lane.resume(found);
      reader.seek(partition, present(reader, partition, found.offset()));
    } else {
      OptionalLong startedAt = positions.startedAt(source);
      long offset = StartOffsets.of(reader, partition, source.start(), startedAt);
      lane.begin(new SourcePosition(offset, startedAt.orElse(parts.clock().millis())));
      reader.seek(partition, offset);
    }
  }

  /**
   * The offset, or the beginning when the topic has removed that record.
   *
   * @throws KafkaException when the topic never had it: nobody can tell what was read of this topic
   */
  private long present(Consumer<byte[], byte[]> reader, TopicPartition partition, long offset) {
    long beginning = StartOffsets.beginning(reader, partition);
    if (offset < beginning) {
      parts.meters().lost().increment((double) (beginning - offset));
      LOG.error(
          "source {}: {} has removed the records from {} to {} before they were read",
          source.name(),
          partition,
          offset,
          beginning - 1);
      return beginning;
    }
    if (offset > StartOffsets.end(reader, partition)) {
      throw new KafkaException(
          "source %s was read up to %s@%d, and the topic ends before: it was created anew or lost"
                  .formatted(source.name(), partition, offset)
              + " records. Give the source another name to read the topic from its start");
    }
    return offset;
  }

  /** Polls; a failure while lanes are opened comes out as itself. */
  private static ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> opened) {
    try {
      return opened.poll(POLL);
    } catch (KafkaException e) {
      if (e.getClass() == KafkaException.class && e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  private void close(Collection<TopicPartition> partitions) {
    inParallel(
        partitions.stream()
            .map(lanes::remove)
            .filter(Objects::nonNull)
            .<Runnable>map(lane -> lane::close)
            .toList());
  }

  /** Runs all to their end, then throws what one of them threw. */
  private void inParallel(List<Runnable> work) {
    try {
      CompletableFuture.allOf(
              work.stream()
                  .map(each -> CompletableFuture.runAsync(each, workers))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
