package com.traitly.gateway.sources;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.SkippedRecord;
import com.traitly.contracts.topic.SourcePosition;
import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.sources.mapping.MappedRecord;
import com.traitly.gateway.sources.mapping.RecordMapper;
import com.traitly.gateway.sources.mapping.Source;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition of a source on its way into our topics. What was read and the position behind it
 * are one transaction. The transactional id belongs to the partition: whoever opens a lane ends the
 * transactions of every earlier one, and an earlier one cannot commit any more. So each record
 * comes in once, whoever believes to own the partition. Used by one thread at a time.
 */
final class PartitionLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PartitionLane.class);
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final Parts parts;
  private final int partition;
  private final Producer<byte[], byte[]> producer;
  private long startedAt;

  /**
   * What all lanes of a source share.
   *
   * @param positions the topic of positions
   * @param letters name of the topic of dead letters
   */
  record Parts(
      Source source,
      RecordMapper mapper,
      Topic<AccountKey, SourcePosition> positions,
      SourceMeters meters,
      String letters,
      InstantSource clock) {}

  private PartitionLane(Parts parts, int partition, Producer<byte[], byte[]> producer) {
    this.parts = parts;
    this.partition = partition;
    this.producer = producer;
  }

  /**
   * Opens the lane of a partition; afterwards its position does not change except through it.
   *
   * @param producer with the transactional id of the partition; closed with the lane
   */
  static PartitionLane open(Parts parts, int partition, Producer<byte[], byte[]> producer) {
    try {
      producer.initTransactions();
      return new PartitionLane(parts, partition, producer);
    } catch (RuntimeException e) {
      producer.close(DRAIN);
      throw e;
    }
  }

  /** Goes on at a position that was found. */
  void resume(SourcePosition position) {
    startedAt = position.startedAt();
  }

  /**
   * Begins at an offset, for good: a record that comes before the first one is stored must not be
   * missed by another start.
   */
  void begin(SourcePosition position) {
    startedAt = position.startedAt();
    commit(List.of(), position.offset());
  }

  /** Stores records of the partition, in their order, and the position behind the last one. */
  void store(List<ConsumerRecord<byte[], byte[]>> records) {
    long now = parts.clock().millis();
    List<ProducerRecord<byte[], byte[]>> stored = new ArrayList<>(records.size());
    List<RefusedRecord> refusals = new ArrayList<>();
    int taken = 0;
    for (ConsumerRecord<byte[], byte[]> each : records) {
      switch (parts.mapper().map(each, now)) {
        case MappedRecord.Taken fit -> {
          stored.add(fit.record());
          taken++;
        }
        case MappedRecord.Refused unfit -> {
          RefusedRecord refusal = new RefusedRecord(SkippedRecord.of(each), unfit);
          stored.add(letter(refusal, now));
          refusals.add(refusal);
        }
        case MappedRecord.PassedOver unwanted -> {
          // The source's filter says so; the position goes on.
        }
      }
    }
    commit(stored, records.getLast().offset() + 1);
    parts.meters().taken().increment(taken);
    parts.meters().refused().increment(refusals.size());
    parts.meters().passedOver().increment(records.size() - taken - refusals.size());
    report(refusals);
  }

  @Override
  public void close() {
    producer.close(DRAIN);
  }

  private void commit(List<ProducerRecord<byte[], byte[]>> records, long next) {
    producer.beginTransaction();
    for (ProducerRecord<byte[], byte[]> each : records) {
      var unused = producer.send(each);
    }
    SourcePosition position = new SourcePosition(next, startedAt);
    var unused =
        producer.send(
            RecordSender.record(
                parts.positions(), parts.source().positionKey(partition), position));
    // Fails when one of the records was not stored. Then the reader opens all lanes anew.
    producer.commitTransaction();
  }

  /** A record that was refused, and why. */
  private record RefusedRecord(SkippedRecord record, MappedRecord.Refused why) {}

  private ProducerRecord<byte[], byte[]> letter(RefusedRecord refusal, long now) {
    AccountKey owner = new AccountKey(parts.source().account(), refusal.why().customerId());
    return DeadLetter.ofSource(parts.letters(), refusal.record(), owner, now, refusal.why().why());
  }

  /** One line for all, because a topic may be full of them; each has its dead letter. */
  private void report(List<RefusedRecord> refusals) {
    if (!refusals.isEmpty()) {
      RefusedRecord first = refusals.getFirst();
      LOG.warn(
          "source {} refused {} records, the first at {}: {}",
          parts.source().name(),
          refusals.size(),
          first.record().place(),
          SkippedRecord.reason(first.why().why()));
    }
    for (RefusedRecord each : refusals) {
      if (!SkippedRecord.isExpected(each.why().why())) {
        LOG.error("source record {}, at which we failed", each.record().place(), each.why().why());
      }
    }
  }
}
