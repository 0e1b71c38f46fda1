package com.traitly.platform.kafka;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until topics can be used. Kafka acknowledges new topics as soon as the controller has noted
 * them; the brokers, and the leaders of their partitions, learn of them later. Until then they
 * answer that there is no such topic. Much the same happens after a broker's restart.
 */
public final class Leaders {
  private static final Logger LOG = LoggerFactory.getLogger(Leaders.class);
  private static final long LOOK_AGAIN = TimeUnit.MILLISECONDS.toNanos(20);

  private Leaders() {}

  /**
   * Waits until the leader of each partition answers. Returns without an error when that takes too
   * long or a topic is missing: whoever uses the topic finds out and tries again.
   */
  public static void await(Admin admin, Collection<String> topics, Duration atMost) {
    long deadline = System.nanoTime() + atMost.toNanos();
    try {
      Map<TopicPartition, OffsetSpec> partitions = known(admin, topics, deadline);
      if (!partitions.isEmpty()) {
        // Only leaders answer this, and only once they lead.
        var unused = admin.listOffsets(partitions).all().get(left(deadline), TimeUnit.NANOSECONDS);
      }
    } catch (ExecutionException | TimeoutException e) {
      LOG.debug("topics {} cannot be used yet", topics, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The partitions, once all of them have a leader. */
  private static Map<TopicPartition, OffsetSpec> known(
      Admin admin, Collection<String> topics, long deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    while (!topics.isEmpty()) {
      try {
        Map<String, TopicDescription> found =
            admin.describeTopics(topics).allTopicNames().get(left(deadline), TimeUnit.NANOSECONDS);
        if (found.values().stream()
            .flatMap(topic -> topic.partitions().stream())
            .noneMatch(partition -> partition.leader() == null || partition.leader().isEmpty())) {
          return partitions(found.values());
        }
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof RetriableException) || left(deadline) == 0) {
          throw e;
        }
      }
      if (left(deadline) == 0) {
        throw new TimeoutException("no leaders");
      }
      LockSupport.parkNanos(LOOK_AGAIN);
    }
    return Map.of();
  }

  private static Map<TopicPartition, OffsetSpec> partitions(Collection<TopicDescription> topics) {
    Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(each ->
              partitions.put(
                  new TopicPartition(topic.name(), each.partition()), OffsetSpec.latest()));
    }
    return partitions;
  }

  private static long left(long deadline) {
    return Math.max(0, deadline - System.nanoTime());
  }
}
