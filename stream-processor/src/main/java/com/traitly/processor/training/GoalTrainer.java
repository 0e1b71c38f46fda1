package com.traitly.processor.training;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Signals;
import com.traitly.contracts.model.GoalStep;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.LifeTable;
import com.traitly.processor.prediction.Trainer;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Learns one version of one goal: chooses its signals when every partition has said which events
 * there are, and starts to learn when every partition has told its history. Belongs to one thread.
 */
public final class GoalTrainer {
  private final Goal goal;
  private final int partitions;
  private final Set<Integer> counted;
  private final Map<String, Long> vocabulary;
  private final Set<Integer> replayed;
  private @Nullable Trainer trainer;
  private boolean news;
  private boolean settled;

  /** A learner of a goal's version that has heard nothing. */
  public GoalTrainer(Goal goal, int partitions) {
    this(goal, partitions, new TrainerRecord(goal.version(), Set.of(), Map.of(), Set.of(), null));
  }

  /** A learner that goes on where {@link #record} was taken. */
  public GoalTrainer(Goal goal, int partitions, TrainerRecord stored) {
    this.goal = goal;
    this.partitions = partitions;
    counted = new HashSet<>(stored.counted());
    vocabulary = new HashMap<>(stored.vocabulary());
    replayed = new HashSet<>(stored.replayed());
    trainer = stored.trainer() == null ? null : Trainer.restore(stored.trainer().withoutWaiting());
  }

  /** The goal's version it learns. */
  public long goalVersion() {
    return goal.version();
  }

  /** All it knows but the windows that wait for their step to be over. */
  public TrainerRecord record() {
    return new TrainerRecord(
        goal.version(),
        Set.copyOf(counted),
        Map.copyOf(vocabulary),
        Set.copyOf(replayed),
        trainer == null ? null : trainer.state().withoutWaiting());
  }

  /**
   * Hears a message; repetitions are harmless. Nothing is learnt before {@link #learn}.
   *
   * @return the calendar step with which it becomes part of the {@link #record}: before {@link
   *     #nextStep} is past it, it has to be heard again by whoever goes on from there
   */
  public long hear(TrainingMessage message) {
    switch (message) {
      case TrainingMessage.Vocabulary part -> {
        if (counted.add(part.partition())) {
          part.counts().forEach((name, count) -> vocabulary.merge(name, count, Long::sum));
        }
        if (trainer == null && counted.size() == partitions) {
          trainer =
              Trainer.create(
                  GoalShape.ofWindow(goal.windowSeconds()),
                  new FeatureSpace(signals()),
                  LifeTable.PRIOR_WIN_RATE);
        }
      }
      case TrainingMessage.Window window -> {
        if (trainer != null) {
          long step = trainer.stepOf(window.message());
          trainer.offer(window.message());
          return step;
        }
      }
      case TrainingMessage.Replayed part -> replayed.add(part.partition());
    }
    return Long.MIN_VALUE;
  }

  /** The next calendar step to learn; of all steps before, everything is part of the record. */
  public long nextStep() {
    return trainer == null ? Long.MIN_VALUE : trainer.nextStep();
  }

  /**
   * Learns all that is over by now, a part at a time.
   *
   * @param now UNIX seconds
   * @param over whether the rest is to wait for the next call
   * @return whether nothing is left to learn and the model is worth publishing again
   */
  public boolean learn(long now, BooleanSupplier over) {
    if (trainer == null || replayed.size() < partitions) {
      return false;
    }
    news |= trainer.advanceTo(now, over);
    if (trainer.isBehind(now)) {
      return false;
    }
    boolean worthIt = news || !settled;
    news = false;
    settled = true;
    return worthIt;
  }

  /** Whether it has begun to learn and something that is over by now is left. */
  public boolean isBehind(long now) {
    return trainer != null && replayed.size() == partitions && trainer.isBehind(now);
  }

  /** Whether the signals are chosen, so that there is a model. */
  public boolean hasModel() {
    return trainer != null;
  }

  /** The model now; null until the signals are chosen. */
  public @Nullable PublishedModel model() {
    return trainer == null ? null : new PublishedModel(goal.version(), settled, trainer.model());
  }

  private List<String> signals() {
    Set<String> signals = new LinkedHashSet<>();
    goal.steps().stream().map(GoalStep::eventName).forEach(signals::add);
    switch (goal.signals()) {
      case Signals.Named named -> signals.addAll(named.eventNames());
      case Signals.Auto auto ->
          vocabulary.entrySet().stream()
              .sorted(
                  Map.Entry.<String, Long>comparingByValue()
                      .reversed()
                      .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
              .map(Map.Entry::getKey)
              .forEach(signals::add);
    }
    return signals.stream().limit(FeatureSpace.MAX_SIGNALS).toList();
  }
}
