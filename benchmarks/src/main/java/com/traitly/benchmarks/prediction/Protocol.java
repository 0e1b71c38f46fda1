package com.traitly.benchmarks.prediction;

import com.traitly.prediction.evaluation.ModelEvaluation;
import com.traitly.prediction.features.DecisionPoints;
import com.traitly.prediction.features.Features;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.regression.Mixture;
import com.traitly.prediction.regression.Posterior;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The reference's protocol with the product's learner. From the first event on it predicts at every
 * decision point, counts a window in the life table when it is reached or closes, and learns its
 * sampled points when its time is over. At one instant it counts, learns and then predicts.
 */
final class Protocol {
  private static final long DAY = 86_400_000;

  private final LogGoal goal;
  private final LogWindows windows;
  private final TimeGrid shape;
  private final LifeTable lifeTable;
  private final Mixture learner;
  private final Map<Integer, List<Made>> made = new HashMap<>();
  private final List<Prediction> predictions = new ArrayList<>();
  private double lead;
  private int closed;

  private enum Kind {
    COUNT,
    LEARN,
    PREDICT
  }

  private record Operation(long at, Kind kind, int stay, boolean tick)
      implements Comparable<Operation> {
    @Override
    public int compareTo(Operation other) {
      int byInstant = Long.compare(at, other.at);
      return byInstant != 0 ? byInstant : kind.compareTo(other.kind);
    }
  }

  /** A prediction whose window is open; x is kept only for the points that are learnt. */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  private record Made(
      boolean tick,
      double age,
      double lifeTable,
      double model,
      boolean modelServed,
      double[] x,
      Posterior.Margins margins) {}

  private Protocol(PublicLog log) {
    goal = log.goal();
    windows = new LogWindows(log);
    shape = windows.shape();
    lifeTable = LifeTable.withPrior(goal.steps(), LifeTable.PRIOR_WIN_RATE);
    learner = Mixture.untrained(windows.space());
  }

  /**
   * Runs the protocol on a log; returns predictions in the order in which their windows were over.
   */
  static List<Prediction> run(PublicLog log) {
    Protocol protocol = new Protocol(log);
    for (Operation operation : protocol.operations()) {
      protocol.advanceTo(operation.at());
      switch (operation.kind()) {
        case COUNT -> protocol.count(operation);
        case LEARN -> protocol.learn(operation.stay());
        case PREDICT -> protocol.predict(operation);
      }
    }
    return protocol.predictions;
  }

  private List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    for (int stay = 0; stay < windows.stays().size(); stay++) {
      LogWindows.Stay each = windows.stays().get(stay);
      List<LogWindows.Point> points = windows.points(stay);
      for (LogWindows.Point point : points) {
        operations.add(new Operation(point.at(), Kind.PREDICT, stay, point.tick()));
      }
      if (!points.isEmpty()) {
        long over = each.timeline().openedAt() + goal.windowMillis();
        operations.add(new Operation(each.end(), Kind.COUNT, stay, false));
        operations.add(new Operation(over, Kind.LEARN, stay, false));
      }
    }
    operations.sort(null);
    return operations;
  }

  private void advanceTo(long instant) {
    long day = Math.floorDiv(instant, DAY);
    lifeTable.advanceTo(day);
    learner.advanceTo(day);
  }

  private void count(Operation operation) {
    LogWindows.Stay stay = windows.stays().get(operation.stay());
    if (stay.reached()) {
      long step = (stay.end() - stay.timeline().openedAt() - 1) / goal.stepMillis();
      lifeTable.reached((int) Math.clamp(step, 0, goal.steps() - 1L));
    } else {
      lifeTable.survived(goal.steps() - 1);
    }
  }

  private void predict(Operation operation) {
    LogWindows.Stay stay = windows.stays().get(operation.stay());
    long openedAt = stay.timeline().openedAt();
    double age = shape.ageAt(openedAt, operation.at());
    if (operation.tick() && age >= 1) {
      lifeTable.survived((int) age - 1);
    }
    double[] x =
        Features.input(
            shape,
            windows.space(),
            lifeTable.curve(),
            stay.timeline().asOf(windows.space(), operation.at()));
    Posterior belief = learner.belief();
    Posterior.Margins margins = belief.margins(x);
    boolean sampled = DecisionPoints.isSampled(stay.customer(), openedAt, operation.at());
    made.computeIfAbsent(operation.stay(), each -> new ArrayList<>())
        .add(
            new Made(
                operation.tick(),
                age,
                lifeTable.likelihood(age),
                belief.probability(margins),
                ModelEvaluation.isAhead(closed, lead),
                sampled ? x : new double[0],
                margins));
  }

  private void learn(int number) {
    LogWindows.Stay stay = windows.stays().get(number);
    boolean test = stay.timeline().openedAt() >= goal.splitAt();
    double modelLoss = 0;
    double lifeTableLoss = 0;
    for (Made each : made.getOrDefault(number, List.of())) {
      double served = each.modelServed() ? each.model() : each.lifeTable();
      predictions.add(
          new Prediction(
              closed,
              test,
              each.tick(),
              each.age(),
              served,
              each.model(),
              each.lifeTable(),
              stay.reached()));
      if (each.x().length > 0) {
        if (each.tick()) {
          modelLoss += Figures.loss(each.model(), stay.reached());
          lifeTableLoss += Figures.loss(each.lifeTable(), stay.reached());
        }
        learner.learn(each.x(), each.margins(), stay.reached());
      }
    }
    lead = lead * ModelEvaluation.DISCOUNT_PER_WINDOW + lifeTableLoss - modelLoss;
    closed++;
    made.remove(number);
  }
}
