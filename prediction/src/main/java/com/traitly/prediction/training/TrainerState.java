package com.traitly.prediction.training;

import com.traitly.prediction.evaluation.ModelEvaluation;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.regression.Mixture;
import java.util.List;

/**
 * Everything that a {@link Trainer} knows, as plain numbers, except single windows, which are in
 * {@link TrainerWindows}. A trainer restored from both continues to the bit as if it had never
 * stopped. The size does not grow with the number of windows.
 *
 * @param shape the goal's time grid
 * @param space the signals
 * @param lifeTable exposed and reached windows by step
 * @param learner weights, covariances and trust
 * @param scores metrics and gate
 * @param epochs those still needed, oldest first
 * @param cohorts windows by the step they opened in
 * @param nextStep the calendar step to learn next, or to continue; {@code Long.MIN_VALUE} before
 *     the first message
 * @param ignored messages dropped because they came too late
 */
public record TrainerState(
    TimeGrid shape,
    FeatureSpace space,
    LifeTable.State lifeTable,
    Mixture.State learner,
    ModelEvaluation.State scores,
    List<Epoch> epochs,
    List<Cohort> cohorts,
    long nextStep,
    long ignored) {

  public TrainerState {
    epochs = List.copyOf(epochs);
    cohorts = List.copyOf(cohorts);
  }

  /**
   * The windows that opened in one calendar step. They pass every age together, so the life table
   * needs only the number still open.
   *
   * @param step calendar step in which they opened
   * @param open how many are not reached yet
   */
  public record Cohort(long step, long open) {}
}
