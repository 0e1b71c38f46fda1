package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.prediction.WindowMessage;
import com.traitly.processor.topology.TrainingInbox.Heard;
import com.traitly.processor.training.DraftKey;
import com.traitly.processor.training.GoalTrainer;
import com.traitly.processor.training.PublishedModel;
import com.traitly.processor.training.TrainerRecord;
import com.traitly.processor.training.TrainingMessage;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
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
 * Trains the goals of its partition: what it hears waits in the inbox store until its step is
 * learnt; then the learner is written and the model is published.
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
  private final Queue<Heard> early = new ArrayDeque<>();
  private final Map<AccountKey, Long> unclaimed = new HashMap<>();
  private ProcessorContext<AccountKey, PublishedModel> context;
  private KeyValueStore<AccountKey, TrainerRecord> records;
  private TrainingInbox inbox;
  private long nextLook;

  /** How many of the early ones were restored and not looked at since: nothing is learnt before. */
  private int restored;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  TrainerProcessor(ProcessorParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<AccountKey, PublishedModel> given) {
    context = given;
    records = context.getStateStore(Stores.TRAINERS.name());
    inbox = new TrainingInbox(context.getStateStore(Stores.TRAINING_INBOX.name()));
    // Init is called again when a task is revived after an aborted transaction.
    trainers.clear();
    early.clear();
    unclaimed.clear();
    restore();
    context.schedule(LEARN_TICK, PunctuationType.WALL_CLOCK_TIME, this::learnInTurn);
  }

  @Override
  public void process(Record<AccountKey, TrainingMessage> record) {
    long millis = context.currentSystemTimeMs();
    Heard heard = inbox.put(record.key(), record.value(), millis);
    try {
      if (!hear(heard, record.value(), millis)) {
        early.add(heard);
      }
    } catch (IllegalArgumentException unfit) {
      inbox.remove(heard);
      throw unfit;
    }
  }

  /** False while the goal's table lags behind the partition that told. */
  private boolean hear(Heard heard, TrainingMessage message, long millis) {
    GoalRules rules = parts.book().goal(heard.goal());
    long version = message.goalVersion();
    if (rules == null || rules.goal().version() < version) {
      return false;
    }
    if (rules.goal().version() > version) {
      inbox.remove(heard);
      return true;
    }
    GoalTrainer trainer = trainer(heard.goal(), rules);
    boolean hadModel = trainer.hasModel();
    inbox.hear(heard, message, trainer::hear);
    if (!hadModel && trainer.hasModel()) {
      publish(heard.goal(), trainer, millis);
    }
    return true;
  }

  /** Hears what came before its goal; false when what was restored has to go on later. */
  private boolean hearEarly(TimeSlice time, long millis) {
    for (int left = early.size(); left > 0; left--) {
      if (restored > 0 && time.isOver()) {
        return false;
      }
      restored = Math.max(0, restored - 1);
      Heard heard = early.remove();
      if (!hearEarly(heard, millis)) {
        early.add(heard);
      }
    }
    return true;
  }

  private boolean hearEarly(Heard heard, long millis) {
    TrainingMessage message = inbox.message(heard);
    try {
      if (message == null || hear(heard, message, millis)) {
        return true;
      }
      if (millis - heard.millis() < PATIENCE_MILLIS) {
        return false;
      }
    } catch (IllegalArgumentException unfit) {
      LOG.error("a message to the learner of {} is dropped", heard.goal(), unfit);
    }
    inbox.remove(heard);
    return true;
  }

  private void learnInTurn(long millis) {
    if (millis >= nextLook) {
      parts.turns().take(this, ProcessorMeters.Work.LEARN, time -> learn(time, millis));
    }
  }

  private void learn(TimeSlice time, long millis) {
    long now = Math.floorDiv(millis, 1_000L);
    nextLook = millis + LOOK_MILLIS;
    if (!hearEarly(time, millis)) {
      nextLook = millis;
      return;
    }
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
    inbox.removeAll(goal);
    context.forward(new Record<>(goal, null, millis));
    return true;
  }

  private void publish(AccountKey goal, GoalTrainer trainer, long millis) {
    records.put(goal, trainer.record());
    inbox.removeBefore(goal, Math.max(trainer.nextStep(), Long.MIN_VALUE + 1));
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
    inbox.removeBefore(goal, Long.MAX_VALUE); // of the version before
    trainers.put(goal, trainer);
    records.put(goal, trainer.record());
    return trainer;
  }

  private void restore() {
    long millis = context.currentSystemTimeMs();
    early.addAll(inbox.restore(millis));
    List<KeyValue<AccountKey, TrainerRecord>> stored = new ArrayList<>();
    try (KeyValueIterator<AccountKey, TrainerRecord> all = records.all()) {
      all.forEachRemaining(stored::add);
    }
    stored.forEach(each -> restore(each.key, each.value, millis));
    restored = early.size();
  }

  private void restore(AccountKey goal, TrainerRecord record, long millis) {
    for (WindowMessage message : record.waiting()) { // which once was part of the record
      early.add(inbox.put(goal, new TrainingMessage.Window(record.goalVersion(), message), millis));
    }
    records.put(goal, record.withoutWaiting());
    GoalRules rules = parts.book().goal(goal);
    if (rules == null) {
      unclaimed.put(goal, millis);
    } else if (rules.goal().version() == record.goalVersion()) {
      trainers.put(goal, new GoalTrainer(rules.goal(), parts.partitions(), record));
    }
  }
}
