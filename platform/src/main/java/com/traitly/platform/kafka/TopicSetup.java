package com.traitly.platform.kafka;

import com.traitly.contracts.topic.Topic;
import com.traitly.platform.lifecycle.StartupFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.InvalidReplicationFactorException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates missing topics, and refuses to start when one has another number of partitions. */
public final class TopicSetup {
  private static final int PATIENCE_SECONDS = 30;

  private TopicSetup() {}

  /**
   * Makes sure that all topics exist as declared. Any number of processes may do this at once.
   *
   * @throws StartupFailure when the broker does not answer or a topic has another partition count
   */
  public static void ensure(KafkaAccess kafka, List<Topic<?, ?>> topics) {
    try (Admin admin = open(kafka)) {
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
      Leaders.await(
          admin, topics.stream().map(Topic::name).toList(), Duration.ofSeconds(PATIENCE_SECONDS));
      check(kafka, topics, await(kafka, admin.describeTopics(present).allTopicNames()));
    }
  }

  /** A client fails at once when none of the hosts has an address. */
  private static Admin open(KafkaAccess kafka) {
    try {
      return kafka.admin();
    } catch (KafkaException e) {
      throw new StartupFailure(
          "TRAITLY_KAFKA_BOOTSTRAP is '%s', and none of these hosts is known to this machine: correct the name, or see to it that the name service knows it."
              .formatted(kafka.bootstrap()),
          e);
    }
  }

  private static void create(KafkaAccess kafka, Admin admin, List<NewTopic> missing) {
    for (KafkaFuture<Void> each : admin.createTopics(missing).values().values()) {
      try {
        await(kafka, each);
      } catch (StartupFailure e) {
        refuse(kafka, e);
      }
    }
  }

  private static void refuse(KafkaAccess kafka, StartupFailure unreachable) {
    if (!(unreachable.getCause() instanceof ExecutionException e)) {
      throw unreachable;
    }
    switch (e.getCause()) {
      case TopicExistsException another -> {
        // Another process was quicker.
      }
      case InvalidReplicationFactorException tooMany ->
          throw new StartupFailure(
              "TRAITLY_REPLICATION is %d, but Kafka at %s has fewer brokers that run: set it to their number at most, or start more."
                  .formatted(kafka.replication(), kafka.bootstrap()),
              e);
      case TimeoutException silent -> throw unreachable;
      case DisconnectException silent -> throw unreachable;
      case null, default ->
          throw new StartupFailure(
              "Kafka at %s refused to create the topics under '%s': give this process the right to, or create them by hand (docs/architecture.md lists them)."
                  .formatted(kafka.bootstrap(), kafka.prefix()),
              e);
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
    } catch (InterruptedException | ExecutionException | java.util.concurrent.TimeoutException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new StartupFailure(
          "Kafka at "
              + kafka.bootstrap()
              + " does not answer: start the broker or set"
              + " TRAITLY_KAFKA_BOOTSTRAP to one that runs.",
          e);
    }
  }
}
