package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.training.GoalTrainer;
import com.traitly.processor.training.PublishedModel;
import com.traitly.processor.training.TrainerRecord;
import com.traitly.processor.training.TrainingMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Trains the goals of its partition: what it hears waits in the inbox store until an epoch is
 * learnt; then the learner is written once and the model is published.
 */
final class TrainerProcessor
    implements Processor<AccountKey, TrainingMessage, AccountKey, PublishedModel> {
  private static final Duration LEARN_TICK = Duration.ofMillis(250);

  private final ProcessorParts parts;
  private final Map<AccountKey, GoalTrainer> trainers = new HashMap<>();
  private final List<Heard> early = new ArrayList<>();
  private ProcessorContext<AccountKey, PublishedModel> context;
  private KeyValueStore<AccountKey, TrainerRecord> records;
  private KeyValueStore<byte[], TrainingMessage> inbox;
  private long nextNumber;

  private record Heard(AccountKey goal, TrainingMessage message) {}

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  TrainerProcessor(ProcessorParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<AccountKey, PublishedModel> given) {
    context = given;
    records = context.getStateStore(Stores.TRAINERS.name());
    inbox = context.getStateStore(Stores.TRAINING_INBOX.name());
    restore();
    context.schedule(LEARN_TICK, PunctuationType.WALL_CLOCK_TIME, this::learn);
  }

  @Override
  public void process(Record<AccountKey, TrainingMessage> record) {
    Heard heard = new Heard(record.key(), record.value());
    if (!hear(heard, context.currentSystemTimeMs())) {
      early.add(heard);
    }
  }

  private boolean hear(Heard heard, long millis) {
    GoalRules rules = parts.book().goal(heard.goal());
    long version = heard.message().goalVersion();
    if (rules == null || rules.goal().version() < version) {
      // The goal's table lags behind the partition that told: kept until it catches up.
      keep(heard);
      return false;
    }
    if (rules.goal().version() == version) {
      GoalTrainer trainer = trainer(heard.goal(), rules);
      boolean hadModel = trainer.model() != null;
      trainer.hear(heard.message());
      keep(heard);
      if (!hadModel && trainer.model() != null) {
        publish(heard.goal(), trainer, millis);
      }
    }
    return true;
  }

  private void keep(Heard heard) {
    inbox.put(StoreKeys.message(heard.goal(), nextNumber++), heard.message());
  }

  private void learn(long millis) {
    early.removeIf(heard -> hear(heard, millis));
    trainers.forEach((goal, trainer) -> {
      if (trainer.learn(Math.floorDiv(millis, 1_000L))) {
        publish(goal, trainer, millis);
      }
    });
  }

  private void publish(AccountKey goal, GoalTrainer trainer, long millis) {
    records.put(goal, trainer.record());
    for (byte[] key : heard(goal, trainer.goalVersion())) {
      inbox.delete(key);
    }
    PublishedModel model = trainer.model();
    if (model != null) {
      context.forward(new Record<>(goal, model, millis));
    }
  }

  private GoalTrainer trainer(AccountKey goal, GoalRules rules) {
    GoalTrainer known = trainers.get(goal);
    if (known != null && known.goalVersion() == rules.goal().version()) {
      return known;
    }
    GoalTrainer fresh = new GoalTrainer(rules.goal(), parts.partitions());
    trainers.put(goal, fresh);
    records.put(goal, fresh.record());
    return fresh;
  }

  private void restore() {
    try (KeyValueIterator<AccountKey, TrainerRecord> all = records.all()) {
      while (all.hasNext()) {
        KeyValue<AccountKey, TrainerRecord> each = all.next();
        GoalRules rules = parts.book().goal(each.key);
        if (rules != null && rules.goal().version() == each.value.goalVersion()) {
          trainers.put(each.key, new GoalTrainer(rules.goal(), parts.partitions(), each.value));
        }
      }
    }
    try (KeyValueIterator<byte[], TrainingMessage> all = inbox.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], TrainingMessage> each = all.next();
        AccountKey goal = StoreKeys.messageGoal(each.key);
        GoalTrainer trainer = trainers.get(goal);
        if (trainer != null && trainer.goalVersion() == each.value.goalVersion()) {
          trainer.hear(each.value);
        } else {
          early.add(new Heard(goal, each.value));
        }
        nextNumber = Math.max(nextNumber, StoreKeys.messageNumber(each.key) + 1);
      }
    }
  }

  private List<byte[]> heard(AccountKey goal, long upToVersion) {
    List<byte[]> keys = new ArrayList<>();
    try (KeyValueIterator<byte[], TrainingMessage> all =
        inbox.range(StoreKeys.message(goal, 0), StoreKeys.message(goal, Long.MAX_VALUE))) {
      while (all.hasNext()) {
        KeyValue<byte[], TrainingMessage> each = all.next();
        if (each.value.goalVersion() <= upToVersion) {
          keys.add(each.key);
        }
      }
    }
    return keys;
  }
}
