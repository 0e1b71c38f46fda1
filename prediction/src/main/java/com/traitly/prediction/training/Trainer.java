package com.traitly.prediction.training;

import com.traitly.prediction.GoalModel;
import com.traitly.prediction.evaluation.ModelEvaluation;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.Features;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TrainingExample;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.regression.Mixture;
import com.traitly.prediction.regression.Posterior;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Learns one goal. It collects messages about windows and, when a calendar step is over, learns the
 * step in an order of its own: the same windows give the same model to the bit, live or replayed,
 * whatever the order of arrival. It predicts each example with what was known at its instant before
 * it learns from it, so its metrics are an honest backtest. Single-threaded.
 */
public final class Trainer {
  private static final long NOT_STARTED = Long.MIN_VALUE;

  /** The most steps that are passed over at once; that takes some milliseconds. */
  private static final long MOST_PASSED = 5_000L;

  private final TimeGrid shape;
  private final FeatureSpace space;
  private final LifeTable lifeTable;
  private final Mixture learner;
  private final ModelEvaluation scores;
  private final EpochHistory epochs;
  private final TrainerWindows windows;
  private final SurvivalCounts ledger;
  private final double[] x;
  private long nextStep;

  private Trainer(TrainerState state, TrainerWindows windows) {
    this.windows = windows;
    shape = state.shape();
    space = state.space();
    lifeTable = LifeTable.restore(state.lifeTable());
    learner = Mixture.restore(state.space(), state.learner());
    scores = ModelEvaluation.restore(state.scores());
    epochs = new EpochHistory(state.epochs());
    ledger = new SurvivalCounts(state, lifeTable, windows);
    x = new double[space.dimension()];
    nextStep = state.nextStep();
  }

  /**
   * A trainer that has learnt nothing.
   *
   * @param priorWinRate share of windows expected to be reached, within (0, 1)
   * @param windows must hold none
   */
  public static Trainer create(
      TimeGrid shape, FeatureSpace space, double priorWinRate, TrainerWindows windows) {
    LifeTable lifeTable = LifeTable.withPrior(shape.steps(), priorWinRate);
    Mixture learner = Mixture.untrained(space);
    Epoch first = new Epoch(0L, Long.MIN_VALUE, learner.belief(), lifeTable.curve(), false);
    return new Trainer(
        new TrainerState(
            shape,
            space,
            lifeTable.state(),
            learner.state(),
            ModelEvaluation.empty().state(),
            List.of(first),
            List.of(),
            NOT_STARTED,
            0L),
        windows);
  }

  /** Restores a {@link #state()} to the bit, given the windows of the same moment. */
  public static Trainer restore(TrainerState state, TrainerWindows windows) {
    return new Trainer(state, windows);
  }

  /** A copy of everything that the trainer knows, except single windows. */
  public TrainerState state() {
    return new TrainerState(
        shape,
        space,
        lifeTable.state(),
        learner.state(),
        scores.state(),
        epochs.all(),
        ledger.cohorts(),
        nextStep,
        ledger.ignored());
  }

  /**
   * Collects a message; nothing is learnt before {@link #advanceTo}.
   *
   * @return whether it closes a window whose calendar step is learnt already: it joins the next
   *     step, beside windows of another time, because no step is learnt twice
   * @throws IllegalArgumentException if a row does not fit the feature space or is not finite: one
   *     such number would spoil every weight for good
   */
  public boolean offer(WindowMessage message) {
    if (message instanceof WindowMessage.Closed closed) {
      closed.rows().forEach(row -> row.requireFit(space.features()));
    }
    windows.put(Math.max(message.calendarStep(shape), nextStep), message);
    return message instanceof WindowMessage.Closed && message.calendarStep(shape) < nextStep;
  }

  /**
   * Learns every calendar step that is over by now, oldest first; the first one is that of the
   * earliest message.
   *
   * @param nowMillis epoch milliseconds; going back does nothing
   * @return whether there is a new epoch
   */
  public boolean advanceTo(long nowMillis) {
    return advanceTo(nowMillis, () -> false);
  }

  /**
   * As {@link #advanceTo(long)}, in parts: the next call continues where this one ended.
   *
   * @param over whether to end before everything is learnt; asked after each window and step
   */
  public boolean advanceTo(long nowMillis, BooleanSupplier over) {
    if (nextStep == NOT_STARTED) {
      WindowMessage first = windows.first(Long.MAX_VALUE);
      if (first == null) {
        return false;
      }
      nextStep = first.calendarStep(shape);
    }
    long before = epochs.newest().number();
    boolean goOn = true;
    while (goOn && isBehind(nowMillis)) {
      passQuietSteps(nowMillis);
      goOn = learnSome(over) && !over.getAsBoolean();
    }
    return epochs.newest().number() > before;
  }

  /** Whether a calendar step that is over by now is still to be learnt. */
  public boolean isBehind(long nowMillis) {
    return nextStep != NOT_STARTED && nextStep < shape.calendarStep(nowMillis);
  }

  /**
   * Passes over steps without messages that lie so far before the next message that no example will
   * be judged by what was known then: they need no epoch. One window of long ago must not cost an
   * epoch for each step since.
   */
  private void passQuietSteps(long nowMillis) {
    WindowMessage first = windows.first(Long.MAX_VALUE);
    long next = shape.calendarStep(nowMillis);
    if (first != null) {
      next = Math.min(next, first.calendarStep(shape));
    }
    long span = Math.ceilDiv(shape.windowMillis() + shape.graceMillis(), shape.stepMillis()) + 2L;
    long end = Math.min(next - span, nextStep + MOST_PASSED);
    for (; nextStep < end; nextStep++) {
      grow(nextStep);
      ledger.end(nextStep);
    }
  }

  private void grow(long step) {
    long day = SurvivalCounts.dayOf(shape, step);
    lifeTable.advanceTo(day);
    learner.advanceTo(day);
  }

  /** Learns the next step, or the rest of it; false when a later call must continue it. */
  private boolean learnSome(BooleanSupplier over) {
    grow(nextStep);
    // Late messages join the next step.
    for (var each = windows.first(nextStep); each != null; each = windows.first(nextStep)) {
      if (ledger.book(nextStep, each) && each instanceof WindowMessage.Closed closed) {
        learn(closed);
      }
      windows.removeFirst();
      if (over.getAsBoolean()) {
        return false;
      }
    }
    end(nextStep);
    nextStep++;
    return true;
  }

  /** The model of what was learnt so far, for serving. */
  public GoalModel model() {
    Epoch epoch = epochs.newest();
    return new GoalModel(
        epoch.number(),
        epoch.validFrom(),
        shape,
        space,
        epoch.curve(),
        learner.regression(),
        epoch.number() > 0L && lifeTable.hasLearnt(),
        epoch.gateOpen(),
        scores.metrics());
  }

  /** Ends a step; the steps that were passed over before it count as epochs too. */
  private void end(long step) {
    ledger.end(step);
    long end = (step + 1L) * shape.stepMillis();
    Epoch before = epochs.newest();
    long steps = before.number() == 0L ? 1L : (end - before.validFrom()) / shape.stepMillis();
    epochs.add(
        new Epoch(
            before.number() + steps, end, learner.belief(), lifeTable.curve(), scores.gateOpen()));
    // The oldest window that is not closed yet opened this long before the step that just ended.
    epochs.forgetBefore(shape.stepMillis() * step - shape.windowMillis() - shape.graceMillis());
  }

  private void learn(WindowMessage.Closed window) {
    boolean reached = window.reachedAt() != null;
    x[0] = 1.0;
    for (TrainingExample row : window.rows()) {
      Epoch then = epochs.at(row.asOf());
      double age = shape.ageAt(window.openedAt(), row.asOf());
      x[1] = then.curve().logit(age);
      float[] features = row.features();
      for (int i = 0; i < features.length; i++) {
        x[FeatureSpace.LEADING + i] = features[i];
      }
      Features.cross(space, x, age / shape.steps());
      Posterior.Margins margins = then.belief().margins(x);
      if (row.tick()) {
        scores.judge(
            then.belief().probability(margins),
            then.curve().likelihood(age),
            then.gateOpen(),
            shape.ageGroup(age, ModelEvaluation.AGES),
            shape.periodOf(window.openedAt()),
            reached);
      }
      learner.learn(x, margins, reached);
    }
    scores.close(reached);
  }
}
