package com.traitly.gateway.sources;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.SourcePosition;
import com.traitly.contracts.topic.Topic;
import com.traitly.gateway.sources.mapping.Source;
import com.traitly.platform.kafka.CompactedView;
import com.traitly.platform.kafka.KafkaAccess;
import java.time.Duration;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * How far all sources were read. The positions lie on a topic of ours, whatever cluster a source is
 * on, so that a position and what was read up to it are one transaction. Thread-safe.
 */
final class SourcePositions {
  /** Longer than a transaction may be open that somebody left behind. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final KafkaAccess kafka;
  private final Topic<AccountKey, SourcePosition> topic;
  private final CompactedView<SourcePosition> view;

  SourcePositions(
      KafkaAccess kafka,
      Topic<AccountKey, SourcePosition> topic,
      CompactedView<SourcePosition> view) {
    this.kafka = kafka;
    this.topic = topic;
    this.view = view;
  }

  /**
   * Waits until every position that is on the topic now is known here, also those behind
   * transactions that are still open.
   *
   * @throws KafkaException when that takes too long
   */
  void awaitCurrent() {
    TopicPartition partition = new TopicPartition(topic.name(), 0);
    try (Admin admin = kafka.admin()) {
      long end =
          admin
              .listOffsets(
                  Map.of(partition, OffsetSpec.latest()),
                  new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED))
              .partitionResult(partition)
              .get()
              .offset();
      if (end > 0 && !view.awaitShown(end - 1, PATIENCE)) {
        throw new TimeoutException(topic.name() + " could not be read to its end in time");
      }
    } catch (ExecutionException e) {
      throw new KafkaException(topic.name() + " cannot be read", e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /** The position in a partition; null when it was never read. */
  @Nullable SourcePosition of(Source source, int partition) {
    return view.all().get(source.positionKey(partition));
  }

  /** When the source was first read, UNIX milliseconds; empty when it never was. */
  OptionalLong startedAt(Source source) {
    return view.all().entrySet().stream()
        .filter(each -> source.isPositionKey(each.getKey()))
        .mapToLong(each -> each.getValue().startedAt())
        .min();
  }
}
