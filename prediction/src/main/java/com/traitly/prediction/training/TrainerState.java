package com.traitly.prediction.training;

import com.traitly.prediction.evaluation.ModelEvaluation;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.Cohort;
import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.regression.Mixture;
import java.util.List;

/**
 * Everything a {@link Trainer} knows, as plain numbers, but for single windows, which are in {@link
 * TrainerWindows}: restored from both, a trainer goes on to the bit as if it had never stopped. Its
 * size does not grow with the number of windows.
 *
 * @param shape of the goal's window
 * @param space the signals
 * @param lifeTable exposures and hazards
 * @param learner weights, covariances and trust
 * @param scores metrics and gate
 * @param epochs those still needed, oldest first
 * @param cohorts windows by the step they opened in
 * @param nextStep the calendar step to learn, or to go on with; {@code Long.MIN_VALUE} before the
 *     first message
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
}
