package com.traitly.processor.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * Everything a {@link Trainer} knows, as plain numbers: restored from it, a trainer goes on to the
 * bit as if it had never stopped. Grows with the windows of the last two window lengths (9 bytes
 * each, in {@code cohorts}) and with the examples that wait in {@code closed}.
 *
 * @param shape of the goal's window
 * @param space the signals
 * @param lifeTable exposures and hazards
 * @param learner weights, covariances and trust
 * @param scores metrics and gate
 * @param epochs those still needed, oldest first
 * @param cohorts windows by the step they opened in
 * @param opened waiting for their step to be over
 * @param reached waiting likewise
 * @param closed waiting likewise
 * @param nextStep the next calendar step to train; {@code Long.MIN_VALUE} before the first message
 * @param ignored messages dropped because they came too late
 */
public record TrainerState(
    GoalShape shape,
    FeatureSpace space,
    LifeTable.State lifeTable,
    Blend.State learner,
    Scoreboard.State scores,
    List<Epoch> epochs,
    List<Cohort.State> cohorts,
    List<WindowMessage.Opened> opened,
    List<WindowMessage.Reached> reached,
    List<WindowMessage.Closed> closed,
    long nextStep,
    long ignored) {

  public TrainerState {
    epochs = List.copyOf(epochs);
    cohorts = List.copyOf(cohorts);
    opened = List.copyOf(opened);
    reached = List.copyOf(reached);
    closed = List.copyOf(closed);
  }

  /** This without what waits. */
  public TrainerState withoutWaiting() {
    return new TrainerState(
        shape, space, lifeTable, learner, scores, epochs, cohorts, List.of(), List.of(), List.of(),
        nextStep, ignored);
  }

  /** All that waits. */
  public List<WindowMessage> waiting() {
    List<WindowMessage> waiting = new ArrayList<>(opened);
    waiting.addAll(reached);
    waiting.addAll(closed);
    return waiting;
  }
}
