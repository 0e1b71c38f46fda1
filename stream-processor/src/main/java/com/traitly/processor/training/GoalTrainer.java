package com.traitly.processor.training;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Signals;
import com.traitly.contracts.model.GoalStep;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.LifeTable;
import com.traitly.processor.prediction.Trainer;
import com.traitly.processor.prediction.TrainerWindows;
import java.time.Duration;
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
  private static final long QUIET = Duration.ofSeconds(5).toMillis();
  private static final long LONGEST_WAIT = Duration.ofMinutes(1).toMillis();

  private final Goal goal;
  private final int partitions;
  private final TrainerWindows windows;
  private final Set<Integer> counted;
  private final Map<String, Long> vocabulary;
  private final Set<Integer> replayed;
  private @Nullable Trainer trainer;
  private boolean heard;
  private long heardAt;
  private long firstHeardAt;
  private boolean news;
  private boolean settled;

  /** What came of being asked to learn. */
  public enum Progress {
    /** There was nothing to learn. */
    NONE,
    /** Something was learnt, and the {@link #record} is to be kept; more is left. */
    PART,
    /** The {@link #record} is to be kept, and the {@link #model} is worth publishing again. */
    MODEL
  }

  /** A learner of a goal's version that has heard nothing, and its windows, none yet. */
  public GoalTrainer(Goal goal, int partitions, TrainerWindows windows) {
    this(goal, partitions, TrainerRecord.ofNothing(goal.version()), windows);
  }

  /** A learner that goes on where {@link #record} was taken, with the windows as of then. */
  public GoalTrainer(Goal goal, int partitions, TrainerRecord stored, TrainerWindows windows) {
    this.goal = goal;
    this.partitions = partitions;
    this.windows = windows;
    counted = new HashSet<>(stored.counted());
    vocabulary = new HashMap<>(stored.vocabulary());
    replayed = new HashSet<>(stored.replayed());
    trainer = stored.trainer() == null ? null : Trainer.restore(stored.trainer(), windows);
  }

  /** The goal's version it learns. */
  public long goalVersion() {
    return goal.version();
  }

  /** All it knows but its windows. */
  public TrainerRecord record() {
    return new TrainerRecord(
        goal.version(),
        Set.copyOf(counted),
        Map.copyOf(vocabulary),
        Set.copyOf(replayed),
        trainer == null ? null : trainer.state());
  }

  /**
   * Hears a message; repetitions are harmless. Nothing is learnt before {@link #learn}.
   *
   * @return whether the {@link #record} has changed and is to be kept
   * @throws IllegalArgumentException when it does not fit the goal
   */
  public boolean hear(TrainingMessage message) {
    return switch (message) {
      case TrainingMessage.Vocabulary part -> count(part);
      case TrainingMessage.Window window -> {
        if (trainer != null) {
          trainer.offer(window.message());
          heard = true;
        }
        yield false;
      }
      case TrainingMessage.Replayed part -> replayed.add(part.partition());
    };
  }

  private boolean count(TrainingMessage.Vocabulary part) {
    if (!counted.add(part.partition())) {
      return false;
    }
    part.counts().forEach((name, count) -> vocabulary.merge(name, count, Long::sum));
    if (trainer == null && counted.size() == partitions) {
      trainer =
          Trainer.create(
              GoalShape.ofWindow(goal.windowMillis()),
              new FeatureSpace(signals()),
              LifeTable.PRIOR_WIN_RATE,
              windows);
    }
    return true;
  }

  /**
   * Learns all that is over by now, a part at a time.
   *
   * @param now UNIX milliseconds
   * @param over whether the rest is to wait for the next call
   */
  public Progress learn(long now, BooleanSupplier over) {
    if (trainer == null || replayed.size() < partitions || isHearing(trainer, now)) {
      return Progress.NONE;
    }
    news |= trainer.advanceTo(now, over);
    if (trainer.isBehind(now)) {
      return Progress.PART;
    }
    boolean worthIt = news || !settled;
    news = false;
    settled = true;
    return worthIt ? Progress.MODEL : Progress.NONE;
  }

  /**
   * Whether the first windows ever are still coming in. Where history is loaded into a goal that is
   * there already, they are of long ago, and what comes after its step was learnt has to wait until
   * the next calendar step is over: so the first step waits until no more come.
   */
  private boolean isHearing(Trainer learner, long now) {
    if (!settled || learner.isBehind(Long.MAX_VALUE)) {
      return false;
    }
    if (heard) {
      heard = false;
      heardAt = now;
      firstHeardAt = firstHeardAt == 0 ? now : firstHeardAt;
    }
    return now < heardAt + QUIET && now < firstHeardAt + LONGEST_WAIT;
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
