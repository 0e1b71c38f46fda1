package com.traitly.processor.training;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Signals;
import com.traitly.contracts.model.GoalStep;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.training.Trainer;
import com.traitly.prediction.training.TrainerWindows;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.PublishedModel;
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
 * One round of learning a goal. It chooses its signals when every partition has sent its counts of
 * events, and starts to learn when every partition has told its history. Belongs to one thread.
 *
 * <p>A round learns calendar steps one after another, each once. When it hears much about windows
 * whose time it has learnt already, because their history was loaded later, it asks for another
 * round, which hears everything anew.
 */
public final class GoalTrainer {
  private static final long QUIET = Duration.ofSeconds(5).toMillis();
  private static final long LONGEST_WAIT = Duration.ofMinutes(1).toMillis();

  /** One missed window for so many learnt ones is too much: the model would be wrong. */
  private static final long LEARNT_FOR_EACH_MISSED = 20;

  private final Goal goal;
  private final Course course;
  private final int partitions;
  private final TrainerWindows windows;
  private final Set<Integer> counted;
  private final Map<String, Long> vocabulary;
  private final Set<Integer> replayed;
  private @Nullable Trainer trainer;
  private @Nullable GoalModel served;
  private long missed;
  private long missedUntilLook;
  private long missedAt;
  private long enoughSince;
  private boolean news;
  private boolean settled;

  /** Result of {@link #learn}. */
  public enum Progress {
    /** There was nothing to learn. */
    NONE,
    /** Something was learnt, and the {@link #record} is to be kept; more is left. */
    PART,
    /** The {@link #record} is to be kept, and the {@link #model} is worth publishing again. */
    MODEL,
    /** Too much came too late: {@link #next} is to take its place. */
    OVERTAKEN
  }

  /** A trainer that continues from a {@link #record}, with the windows as of then. */
  public GoalTrainer(Goal goal, int partitions, TrainerRecord stored, TrainerWindows windows) {
    this.goal = goal;
    course = stored.course();
    this.partitions = partitions;
    this.windows = windows;
    counted = new HashSet<>(stored.counted());
    vocabulary = new HashMap<>(stored.vocabulary());
    replayed = new HashSet<>(stored.replayed());
    served = stored.served();
    missed = stored.missed();
    trainer = stored.trainer() == null ? null : Trainer.restore(stored.trainer(), windows);
  }

  /** The goal that it learns. */
  public Goal goal() {
    return goal;
  }

  /** The round of learning that this is. */
  public Course course() {
    return course;
  }

  /** The record with which the next round begins. */
  public TrainerRecord next() {
    return TrainerRecord.begun(course.next(), requireNonNull(model()).model());
  }

  /** All that it knows, except for its windows. */
  public TrainerRecord record() {
    return new TrainerRecord(
        course,
        Set.copyOf(counted),
        Map.copyOf(vocabulary),
        Set.copyOf(replayed),
        missed,
        served,
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
      case TrainingMessage.Window window ->
          trainer != null && trainer.offer(window.message()) && miss(1);
      case TrainingMessage.Changed changed -> miss(changed.windows());
      case TrainingMessage.Replayed part -> replayed.add(part.partition());
    };
  }

  /** Counts what came too late; true when the count is to be stored, which is at each doubling. */
  private boolean miss(long some) {
    long before = missed;
    missed += some;
    return Long.highestOneBit(missed) != Long.highestOneBit(before);
  }

  private boolean count(TrainingMessage.Vocabulary part) {
    if (!counted.add(part.partition())) {
      return false;
    }
    part.counts().forEach((name, count) -> vocabulary.merge(name, count, Long::sum));
    if (trainer == null && counted.size() == partitions) {
      trainer =
          Trainer.create(
              TimeGrid.ofWindow(goal.windowMillis()),
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
    if (trainer == null || replayed.size() < partitions) {
      return Progress.NONE;
    }
    if (settled && isOvertaken(trainer, now)) {
      return Progress.OVERTAKEN;
    }
    news |= trainer.advanceTo(now, over);
    if (trainer.isBehind(now)) {
      return Progress.PART;
    }
    boolean worthIt = news || !settled;
    news = false;
    settled = true;
    served = null;
    return worthIt ? Progress.MODEL : Progress.NONE;
  }

  /** Whether enough was missed for another round, and no more of it seems to come. */
  private boolean isOvertaken(Trainer learner, long now) {
    if (missed != missedUntilLook) {
      missedUntilLook = missed;
      missedAt = now;
      long learnt = learner.model().metrics().windows();
      if (enoughSince == 0 && missed * LEARNT_FOR_EACH_MISSED >= learnt) {
        enoughSince = now;
      }
    }
    return enoughSince > 0 && (now >= missedAt + QUIET || now >= enoughSince + LONGEST_WAIT);
  }

  /** Whether the signals are chosen, so that windows can be told. */
  public boolean hasSignals() {
    return trainer != null;
  }

  /** The model now, of this round or the previous one; null until there is one. */
  public @Nullable PublishedModel model() {
    GoalModel own = trainer == null ? null : trainer.model();
    GoalModel model = served == null ? own : served;
    FeatureSpace asked = own == null ? null : own.space();
    return model == null ? null : new PublishedModel(course, settled, asked, model);
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
