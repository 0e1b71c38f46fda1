package com.traitly.benchmarks.due;

import com.traitly.benchmarks.harness.Broker;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.contracts.topic.Topic;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Counts the committed transitions of customers through goals, by kind. Used by one thread. */
final class Transitions implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final KafkaConsumer<AccountKey, GoalTransition> consumer;

  /** Counts the transitions of this topic from its beginning. */
  Transitions(Broker broker, String prefix, Topic<AccountKey, GoalTransition> topic) {
    consumer = broker.access(prefix).reader(topic);
    consumer.assign(Broker.partitions(topic.name()));
    consumer.seekToBeginning(consumer.assignment());
  }

  /** Reads on and returns how many transitions of a kind there have been so far. */
  long count(Kind kind) {
    for (ConsumerRecord<AccountKey, GoalTransition> each : consumer.poll(POLL)) {
      counts.merge(each.value().kind(), 1L, Long::sum);
    }
    return counts.getOrDefault(kind, 0L);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
