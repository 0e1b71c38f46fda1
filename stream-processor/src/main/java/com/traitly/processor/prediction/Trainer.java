package com.traitly.processor.prediction;

import java.util.Iterator;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Learns one goal. Collects what is told about windows and, whenever a calendar step is over,
 * learns it in an order of its own: the same windows give the same model to the bit, live or
 * replayed, whatever the order of arrival. Predicts each example by what was known at its instant
 * before learning from it, so its metrics are an honest backtest. Single-threaded.
 */
public final class Trainer {

  private static final long NOT_STARTED = Long.MIN_VALUE;

  private final GoalShape shape;
  private final FeatureSpace space;
  private final LifeTable lifeTable;
  private final Blend learner;
  private final Scoreboard scores;
  private final EpochHistory epochs;
  private final WindowLedger ledger;
  private final Inbox inbox;
  private final double[] x;
  private long nextStep;

  /** What is left to learn of the step that was begun; null between steps. */
  private @Nullable Iterator<WindowMessage.Closed> unlearnt;

  private Trainer(TrainerState state) {
    shape = state.shape();
    space = state.space();
    lifeTable = LifeTable.restore(state.lifeTable());
    learner = Blend.restore(state.space(), state.learner());
    scores = Scoreboard.restore(state.scores());
    epochs = new EpochHistory(state.epochs());
    ledger = new WindowLedger(shape, lifeTable);
    ledger.restore(state.cohorts(), state.ignored());
    inbox = new Inbox(shape);
    inbox.addAll(new Inbox.Batch(state.opened(), state.reached(), state.closed()));
    x = new double[space.dimension()];
    nextStep = state.nextStep();
  }

  /**
   * A trainer that has seen nothing.
   *
   * @param priorWinRate share of windows believed to be reached, within (0, 1)
   */
  public static Trainer create(GoalShape shape, FeatureSpace space, double priorWinRate) {
    LifeTable lifeTable = LifeTable.withPrior(shape.steps(), priorWinRate);
    Blend learner = Blend.untrained(space);
    Epoch first = new Epoch(0L, 0L, learner.belief(), lifeTable.curve(), false);
    return new Trainer(
        new TrainerState(
            shape,
            space,
            lifeTable.state(),
            learner.state(),
            Scoreboard.empty().state(),
            List.of(first),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            NOT_STARTED,
            0L));
  }

  /** Continues, to the bit, where {@link #state()} was taken. */
  public static Trainer restore(TrainerState state) {
    return new Trainer(state);
  }

  /**
   * A copy of everything known, waiting messages included.
   *
   * @throws IllegalStateException within a step
   */
  public TrainerState state() {
    if (unlearnt != null) {
      throw new IllegalStateException("a step is learnt in part");
    }
    Inbox.Batch pending = inbox.pending();
    return new TrainerState(
        shape,
        space,
        lifeTable.state(),
        learner.state(),
        scores.state(),
        epochs.all(),
        ledger.state(),
        pending.opened(),
        pending.reached(),
        pending.closed(),
        nextStep,
        ledger.ignored());
  }

  /**
   * Collects a message; nothing is learnt before {@link #advanceTo}.
   *
   * @throws IllegalArgumentException if the window opened before 1970, or a row does not fit the
   *     feature space or is not finite: one such number would spoil every weight for good
   */
  public void offer(WindowMessage message) {
    if (message.openedAt() < 0L) {
      throw new IllegalArgumentException("window opened at " + message.openedAt());
    }
    if (message instanceof WindowMessage.Closed closed) {
      closed.rows().forEach(row -> row.requireFit(space.features()));
    }
    inbox.add(message);
  }

  /**
   * Learns every calendar step that is over by now, oldest first; the first one is that of the
   * earliest message.
   *
   * @param nowSeconds epoch seconds; going back does nothing
   * @return whether there is a new epoch
   */
  public boolean advanceTo(long nowSeconds) {
    return advanceTo(nowSeconds, () -> false);
  }

  /**
   * As {@link #advanceTo(long)}, a part at a time: the next call goes on where this one ended.
   *
   * @param over whether to end before all is learnt; asked after each window and step
   */
  public boolean advanceTo(long nowSeconds, BooleanSupplier over) {
    if (nextStep == NOT_STARTED) {
      if (inbox.isEmpty()) {
        return false;
      }
      nextStep = inbox.firstStep();
    }
    long before = epochs.newest().number();
    boolean goOn = true;
    while (goOn && isBehind(nowSeconds)) {
      goOn = learnSome(over) && !over.getAsBoolean();
    }
    return epochs.newest().number() > before;
  }

  /** Whether a calendar step that is over by now is left to learn. */
  public boolean isBehind(long nowSeconds) {
    return nextStep != NOT_STARTED && nextStep < shape.calendarStep(nowSeconds);
  }

  /** Learns the next step, or what is left of it; false when it has to go on later. */
  private boolean learnSome(BooleanSupplier over) {
    Iterator<WindowMessage.Closed> closed = unlearnt == null ? begin(nextStep) : unlearnt;
    unlearnt = closed;
    while (closed.hasNext()) {
      learn(closed.next());
      if (closed.hasNext() && over.getAsBoolean()) {
        return false;
      }
    }
    end(nextStep);
    nextStep++;
    unlearnt = null;
    return true;
  }

  /** The calendar step with which a message is learnt that is offered now. */
  public long stepOf(WindowMessage message) {
    return Math.max(inbox.stepOf(message), unlearnt == null ? nextStep : nextStep + 1);
  }

  /** The next calendar step to learn; {@code Long.MIN_VALUE} before the first message. */
  public long nextStep() {
    return nextStep;
  }

  /** What was learnt so far, to serve from. */
  public GoalModel model() {
    Epoch epoch = epochs.newest();
    return new GoalModel(
        epoch.number(),
        epoch.validFrom(),
        shape,
        space,
        epoch.curve(),
        learner.regression(),
        epoch.gateOpen(),
        scores.metrics());
  }

  private Iterator<WindowMessage.Closed> begin(long step) {
    long day = WindowLedger.dayOf(shape, step);
    lifeTable.advanceTo(day);
    List<WindowMessage.Closed> closed = ledger.book(step, inbox.takeUpTo(step));
    learner.advanceTo(day);
    return closed.iterator();
  }

  private void end(long step) {
    long end = (step + 1L) * shape.stepSeconds();
    epochs.add(
        new Epoch(
            epochs.newest().number() + 1L,
            end,
            learner.belief(),
            lifeTable.curve(),
            scores.gateOpen()));
    // The oldest window still to be closed opened this long before the step that is now over.
    epochs.forgetBefore(shape.stepSeconds() * step - shape.windowSeconds() - shape.graceSeconds());
  }

  private void learn(WindowMessage.Closed window) {
    boolean reached = window.reachedAt() != null;
    x[0] = 1.0;
    for (ExampleRow row : window.rows()) {
      Epoch then = epochs.at(row.asOf());
      double age = shape.ageAt(window.openedAt(), row.asOf());
      x[1] = then.curve().logit(age);
      float[] features = row.features();
      for (int i = 0; i < features.length; i++) {
        x[FeatureSpace.LEADING + i] = features[i];
      }
      Features.cross(space, x, age / shape.steps());
      Belief.Margins margins = then.belief().margins(x);
      if (row.tick()) {
        double model = then.belief().probability(margins);
        scores.judge(
            new Judgement(
                model,
                then.curve().likelihood(age),
                then.gateOpen(),
                shape.ageGroup(age, Scoreboard.AGES),
                shape.periodOf(window.openedAt())),
            reached);
      }
      learner.learn(x, margins, reached);
    }
    scores.close(reached);
  }
}
