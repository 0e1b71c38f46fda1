package com.traitly.streams;

import com.traitly.platform.kafka.KafkaAccess;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells from the positions a group has committed what its restored state includes, so that a reader
 * who waits for an older write is answered without a new record.
 */
final class CommittedOffsets {
  private static final Logger LOG = LoggerFactory.getLogger(CommittedOffsets.class);
  private static final int PATIENCE_SECONDS = 10;

  private CommittedOffsets() {}

  /** Publishes the group's committed positions; a failure only costs readers a retry. */
  static void publish(KafkaAccess kafka, String group, AppliedOffsets applied) {
    try (Admin admin = kafka.admin()) {
      admin
          .listConsumerGroupOffsets(group)
          .partitionsToOffsetAndMetadata()
          .get(PATIENCE_SECONDS, TimeUnit.SECONDS)
          .forEach((partition, next) -> {
            if (next != null) {
              applied.applied(partition.topic(), partition.partition(), next.offset() - 1);
            }
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("committed positions of {} could not be read", group, e);
    }
  }
}
