package com.traitly.platform.kafka;

import com.traitly.contracts.topic.Topic;
import com.traitly.platform.lifecycle.StartupFailure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics that are missing, and refuses to go on when one has other partitions. */
public final class TopicSetup {
  private static final int PATIENCE_SECONDS = 30;

  private TopicSetup() {}

  /**
   * Makes sure that all topics exist as declared. Any number of processes may do this at once.
   *
   * @throws StartupFailure when the broker does not answer or a topic has another partition count
   */
  public static void ensure(KafkaAccess kafka, List<Topic<?, ?>> topics) {
    try (Admin admin = kafka.admin()) {
      Set<String> existing = await(kafka, admin.listTopics().names());
      List<NewTopic> missing = new ArrayList<>();
      Set<String> present = new HashSet<>();
      for (Topic<?, ?> topic : topics) {
        if (existing.contains(topic.name())) {
          present.add(topic.name());
        } else {
          missing.add(
              new NewTopic(topic.name(), kafka.partitions(topic), (short) kafka.replication())
                  .configs(topic.settings()));
        }
      }
      create(kafka, admin, missing);
      check(kafka, topics, await(kafka, admin.describeTopics(present).allTopicNames()));
    }
  }

  private static void create(KafkaAccess kafka, Admin admin, List<NewTopic> missing) {
    CreateTopicsResult created = admin.createTopics(missing);
    for (KafkaFuture<Void> each : created.values().values()) {
      try {
        each.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw unreachable(kafka, e);
        }
      } catch (TimeoutException e) {
        throw unreachable(kafka, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw unreachable(kafka, e);
      }
    }
  }

  private static void check(
      KafkaAccess kafka, List<Topic<?, ?>> topics, Map<String, TopicDescription> present) {
    List<String> wrong = new ArrayList<>();
    for (Topic<?, ?> topic : topics) {
      TopicDescription found = present.get(topic.name());
      if (found != null && found.partitions().size() != kafka.partitions(topic)) {
        wrong.add(
            "%s has %d partitions, not %d"
                .formatted(topic.name(), found.partitions().size(), kafka.partitions(topic)));
      }
    }
    if (!wrong.isEmpty()) {
      throw new StartupFailure(
          "Topics do not match the configuration ("
              + wrong
              + "): set TRAITLY_PARTITIONS to what"
              + " the topics were created with, or use another TRAITLY_TOPIC_PREFIX.");
    }
  }

  private static <T> T await(KafkaAccess kafka, KafkaFuture<T> future) {
    try {
      return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unreachable(kafka, e);
    } catch (ExecutionException | TimeoutException e) {
      throw unreachable(kafka, e);
    }
  }

  private static StartupFailure unreachable(KafkaAccess kafka, Exception cause) {
    return new StartupFailure(
        "Kafka at "
            + kafka.bootstrap()
            + " does not answer: start the broker or set"
            + " TRAITLY_KAFKA_BOOTSTRAP to one that runs.",
        cause);
  }
}
