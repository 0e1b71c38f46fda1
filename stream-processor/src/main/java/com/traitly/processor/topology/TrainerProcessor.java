package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.training.DraftKey;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trains the goals of its partition: what it hears waits in the inbox store until an epoch is
 * learnt; then the learner is written once and the model is published.
 */
final class TrainerProcessor
    implements Processor<AccountKey, TrainingMessage, AccountKey, PublishedModel> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerProcessor.class);
  private static final Duration LEARN_TICK = Duration.ofMillis(20);

  /** How often it is looked whether a step is over. */
  private static final long LOOK_MILLIS = 250;

  /** How long a message waits for its goal to appear: one of a deleted goal never does. */
  private static final long PATIENCE_MILLIS = Duration.ofMinutes(10).toMillis();

  private final ProcessorParts parts;
  private final Map<AccountKey, GoalTrainer> trainers = new HashMap<>();
  private final List<Heard> early = new ArrayList<>();
  private final Map<AccountKey, Long> unclaimed = new HashMap<>();
  private ProcessorContext<AccountKey, PublishedModel> context;
  private KeyValueStore<AccountKey, TrainerRecord> records;
  private KeyValueStore<byte[], TrainingMessage> inbox;
  private long nextNumber;
  private long nextLook;

  private record Heard(AccountKey goal, TrainingMessage message, long number, long millis) {
    byte[] key() {
      return StoreKeys.message(goal, number);
    }
  }

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  TrainerProcessor(ProcessorParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<AccountKey, PublishedModel> given) {
    context = given;
    records = context.getStateStore(Stores.TRAINERS.name());
    inbox = context.getStateStore(Stores.TRAINING_INBOX.name());
    // Init is called again when a task is revived after an aborted transaction.
    trainers.clear();
    early.clear();
    unclaimed.clear();
    nextNumber = 0;
    restore();
    context.schedule(LEARN_TICK, PunctuationType.WALL_CLOCK_TIME, this::learnInTurn);
  }

  @Override
  public void process(Record<AccountKey, TrainingMessage> record) {
    long millis = context.currentSystemTimeMs();
    Heard heard = new Heard(record.key(), record.value(), nextNumber++, millis);
    if (!hear(heard, millis)) {
      keep(heard);
      early.add(heard);
    }
  }

  /** False while the goal's table lags behind the partition that told. */
  private boolean hear(Heard heard, long millis) {
    GoalRules rules = parts.book().goal(heard.goal());
    long version = heard.message().goalVersion();
    if (rules == null || rules.goal().version() < version) {
      return false;
    }
    if (rules.goal().version() > version) {
      inbox.delete(heard.key());
      return true;
    }
    GoalTrainer trainer = trainer(heard.goal(), rules);
    boolean hadModel = trainer.hasModel();
    trainer.hear(heard.message());
    keep(heard);
    if (!hadModel && trainer.hasModel()) {
      publish(heard.goal(), trainer, millis);
    }
    return true;
  }

  private boolean hearEarly(Heard heard, long millis) {
    try {
      if (hear(heard, millis)) {
        return true;
      }
      if (millis - heard.millis() < PATIENCE_MILLIS) {
        return false;
      }
    } catch (IllegalArgumentException unfit) {
      LOG.error("a message to the learner of {} is dropped", heard.goal(), unfit);
    }
    inbox.delete(heard.key());
    return true;
  }

  /** The same message is kept once, however often it is heard. */
  private void keep(Heard heard) {
    inbox.put(heard.key(), heard.message());
  }

  private void learnInTurn(long millis) {
    if (millis >= nextLook) {
      parts.turns().take(this, ProcessorMeters.Work.LEARN, time -> learn(time, millis));
    }
  }

  private void learn(TimeSlice time, long millis) {
    long now = Math.floorDiv(millis, 1_000L);
    nextLook = millis + LOOK_MILLIS;
    early.removeIf(heard -> hearEarly(heard, millis));
    trainers.keySet().removeIf(goal -> forgetDeleted(goal, millis));
    unclaimed.entrySet().removeIf(each -> isClaimed(each, millis));
    trainers.forEach((goal, trainer) -> {
      if (!isLearnt(goal, trainer)) {
        if (trainer.learn(now, time::isOver)) {
          publish(goal, trainer, millis);
        }
        if (trainer.isBehind(now)) {
          nextLook = millis;
        }
      }
    });
  }

  /** What a draft was asked for is the history stored then: once learnt, it stays as it is. */
  private boolean isLearnt(AccountKey goal, GoalTrainer trainer) {
    GoalRules rules = DraftKey.is(goal) ? parts.book().goal(goal) : null;
    PublishedModel model = rules == null ? null : parts.book().modelOf(goal, rules.goal());
    return model != null && model.settled() && model.goalVersion() == trainer.goalVersion();
  }

  /** Of a goal that was deleted while nobody looked, the learner is forgotten after a while. */
  private boolean isClaimed(Map.Entry<AccountKey, Long> each, long millis) {
    return parts.book().goal(each.getKey()) != null
        || (millis - each.getValue() >= PATIENCE_MILLIS && forgetDeleted(each.getKey(), millis));
  }

  private boolean forgetDeleted(AccountKey goal, long millis) {
    if (parts.book().goal(goal) != null) {
      return false;
    }
    records.delete(goal);
    heard(goal, Long.MAX_VALUE).forEach(inbox::delete);
    context.forward(new Record<>(goal, null, millis));
    return true;
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
    // It was left aside at restore when the goal's table lagged behind then.
    TrainerRecord stored = records.get(goal);
    GoalTrainer trainer =
        stored != null && stored.goalVersion() == rules.goal().version()
            ? new GoalTrainer(rules.goal(), parts.partitions(), stored)
            : new GoalTrainer(rules.goal(), parts.partitions());
    trainers.put(goal, trainer);
    records.put(goal, trainer.record());
    return trainer;
  }

  private void restore() {
    long millis = context.currentSystemTimeMs();
    try (KeyValueIterator<AccountKey, TrainerRecord> all = records.all()) {
      while (all.hasNext()) {
        KeyValue<AccountKey, TrainerRecord> each = all.next();
        GoalRules rules = parts.book().goal(each.key);
        if (rules == null) {
          unclaimed.put(each.key, millis);
        } else if (rules.goal().version() == each.value.goalVersion()) {
          trainers.put(each.key, new GoalTrainer(rules.goal(), parts.partitions(), each.value));
        }
      }
    }
    try (KeyValueIterator<byte[], TrainingMessage> all = inbox.all()) {
      while (all.hasNext()) {
        KeyValue<byte[], TrainingMessage> each = all.next();
        long number = StoreKeys.messageNumber(each.key);
        early.add(new Heard(StoreKeys.messageGoal(each.key), each.value, number, millis));
        nextNumber = Math.max(nextNumber, number + 1);
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
