package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.DraftKey;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.task.ProcessorMeters;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.processor.task.Stores;
import com.traitly.processor.task.TimeBudget;
import com.traitly.processor.training.GoalTrainer;
import com.traitly.processor.training.TrainerRecord;
import com.traitly.processor.training.TrainingMessage;
import com.traitly.processor.training.TrainingStores;
import com.traitly.processor.training.UnclaimedMessages;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
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
 * Trains the goals of its partition, a little at a time. Messages stay in the stores until they are
 * learnt, and the trainer's record is stored with each part. A model is published when its signals
 * are chosen, when all that is over has been learnt, and when a new round begins.
 */
final class TrainerProcessor
    implements Processor<AccountKey, TrainingMessage, AccountKey, PublishedModel> {
  private static final Logger LOG = LoggerFactory.getLogger(TrainerProcessor.class);
  private static final Duration LEARN_TICK = Duration.ofMillis(20);

  private static final long LOOK_MILLIS = 250;

  /** How long a message waits for its goal to appear: one of a deleted goal never does. */
  private static final long PATIENCE_MILLIS = Duration.ofMinutes(10).toMillis();

  private final ProcessorParts parts;
  private final Map<AccountKey, GoalTrainer> trainers = new HashMap<>();
  private final Map<AccountKey, Long> unclaimed = new HashMap<>();
  private ProcessorContext<AccountKey, PublishedModel> context;
  private KeyValueStore<AccountKey, TrainerRecord> records;
  private TrainingStores windows;
  private UnclaimedMessages parked;
  private long nextLook;

  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else
  TrainerProcessor(ProcessorParts parts) {
    this.parts = parts;
  }

  @Override
  public void init(ProcessorContext<AccountKey, PublishedModel> given) {
    context = given;
    long millis = given.currentSystemTimeMs();
    records = given.getStateStore(Stores.TRAINERS.name());
    KeyValueStore<Bytes, TrainingMessage> inbox = given.getStateStore(Stores.TRAINING_INBOX.name());
    windows = new TrainingStores(inbox, given.getStateStore(Stores.TRAINING_LEDGER.name()));
    parked = new UnclaimedMessages(inbox, millis);
    // Init is called again when a task is revived after an aborted transaction.
    trainers.clear();
    unclaimed.clear();
    restore(millis);
    given.schedule(LEARN_TICK, PunctuationType.WALL_CLOCK_TIME, this::learnInTurn);
  }

  @Override
  public void process(Record<AccountKey, TrainingMessage> record) {
    long millis = context.currentSystemTimeMs();
    if (!hear(record.key(), record.value(), millis)) {
      parked.add(record.key(), record.value(), millis);
    }
  }

  /** False while the table of goals lags behind the partition that sent the message. */
  private boolean hear(AccountKey goal, TrainingMessage message, long millis) {
    GoalRules rules = parts.registry().goal(goal);
    long version = message.course().goalVersion();
    if (rules == null || rules.goal().version() < version) {
      return false;
    }
    if (rules.goal().version() > version) {
      return true;
    }
    GoalTrainer trainer = trainer(goal, rules);
    if (!trainer.course().equals(message.course())) {
      return true; // of a previous round: all of it is told again
    }
    boolean hadSignals = trainer.hasSignals();
    if (trainer.hear(message)) {
      records.put(goal, trainer.record());
    }
    if (!hadSignals && trainer.hasSignals()) {
      publish(goal, trainer, millis);
    }
    return true;
  }

  /** False when messages are left that the trainers must hear before they learn. */
  private boolean hearParked(TimeBudget time, long millis) {
    return parked.retry(
        goal -> parts.registry().goal(goal) != null,
        millis - PATIENCE_MILLIS,
        (goal, message) -> hearParked(goal, message, millis),
        time::isOver);
  }

  private boolean hearParked(AccountKey goal, TrainingMessage message, long millis) {
    try {
      return hear(goal, message, millis);
    } catch (IllegalArgumentException unfit) {
      LOG.error("a message to the trainer of {} is dropped", goal, unfit);
    }
    return true;
  }

  private void learnInTurn(long millis) {
    if (millis >= nextLook) {
      parts.scheduler().take(this, ProcessorMeters.Work.LEARN, time -> learn(time, millis));
    }
  }

  private void learn(TimeBudget time, long millis) {
    nextLook = millis + LOOK_MILLIS;
    if (!hearParked(time, millis)) {
      nextLook = millis;
      return;
    }
    trainers.keySet().removeIf(goal -> forgetDeleted(goal, millis));
    unclaimed.entrySet().removeIf(each -> isClaimed(each, millis));
    trainers.replaceAll((goal, trainer) -> {
      boolean isOver = time.isOver();
      nextLook = isOver ? millis : nextLook;
      return isOver || isLearnt(goal, trainer) ? trainer : learn(goal, trainer, time, millis);
    });
    if (!windows.clean(time::isOver)) {
      nextLook = millis;
    }
  }

  /** Lets a goal's trainer learn, and returns the trainer that continues. */
  private GoalTrainer learn(AccountKey goal, GoalTrainer trainer, TimeBudget time, long millis) {
    GoalTrainer.Progress progress = trainer.learn(millis, time::isOver);
    if (progress == GoalTrainer.Progress.OVERTAKEN) {
      return beginAgain(goal, trainer, millis);
    }
    if (progress != GoalTrainer.Progress.NONE) {
      records.put(goal, trainer.record());
    }
    if (progress == GoalTrainer.Progress.PART) {
      nextLook = millis;
    } else if (progress == GoalTrainer.Progress.MODEL) {
      publish(goal, trainer, millis);
    }
    return trainer;
  }

  private GoalTrainer beginAgain(AccountKey goal, GoalTrainer overtaken, long millis) {
    windows.remove(goal, overtaken.course());
    GoalTrainer next = restored(goal, overtaken.goal(), overtaken.next());
    records.put(goal, next.record());
    publish(goal, next, millis);
    LOG.info(
        "history was loaded into {}: it is learnt anew, round {}", goal, next.course().round());
    return next;
  }

  /** Whether a draft has learnt the history stored when it was asked for: it learns no more. */
  private boolean isLearnt(AccountKey goal, GoalTrainer trainer) {
    GoalRules rules = DraftKey.is(goal) ? parts.registry().goal(goal) : null;
    PublishedModel model = rules == null ? null : parts.registry().modelOf(goal, rules.goal());
    return model != null && model.hasLearnt(trainer.course());
  }

  /** Whether a stored trainer is settled: its goal appeared, or it was forgotten after a while. */
  private boolean isClaimed(Map.Entry<AccountKey, Long> each, long millis) {
    return parts.registry().goal(each.getKey()) != null
        || (millis - each.getValue() >= PATIENCE_MILLIS && forgetDeleted(each.getKey(), millis));
  }

  private boolean forgetDeleted(AccountKey goal, long millis) {
    if (parts.registry().goal(goal) != null) {
      return false;
    }
    TrainerRecord record = records.delete(goal);
    if (record != null) {
      windows.remove(goal, record.course());
    }
    context.forward(new Record<>(goal, null, millis));
    return true;
  }

  private void publish(AccountKey goal, GoalTrainer trainer, long millis) {
    context.forward(new Record<>(goal, trainer.model(), millis));
  }

  private GoalTrainer trainer(AccountKey goal, GoalRules rules) {
    long version = rules.goal().version();
    GoalTrainer known = trainers.get(goal);
    if (known != null && known.course().goalVersion() == version) {
      return known;
    }
    // Restore left the record aside if the table of goals lagged behind at that time.
    TrainerRecord record = records.get(goal);
    if (record == null || record.course().goalVersion() != version) {
      if (record != null) {
        windows.remove(goal, record.course());
      }
      record = TrainerRecord.begun(Course.first(version), null);
      records.put(goal, record);
    }
    GoalTrainer trainer = restored(goal, rules.goal(), record);
    trainers.put(goal, trainer);
    return trainer;
  }

  private GoalTrainer restored(AccountKey key, Goal goal, TrainerRecord record) {
    return new GoalTrainer(goal, parts.partitions(), record, windows.of(key, record.course()));
  }

  private void restore(long millis) {
    List<KeyValue<AccountKey, TrainerRecord>> stored = new ArrayList<>();
    try (KeyValueIterator<AccountKey, TrainerRecord> all = records.all()) {
      all.forEachRemaining(stored::add);
    }
    for (KeyValue<AccountKey, TrainerRecord> each : stored) {
      GoalRules rules = parts.registry().goal(each.key);
      if (rules == null) {
        unclaimed.put(each.key, millis);
      } else if (rules.goal().version() == each.value.course().goalVersion()) {
        trainers.put(each.key, restored(each.key, rules.goal(), each.value));
      }
    }
    windows.removeAllBut(stored);
  }
}
