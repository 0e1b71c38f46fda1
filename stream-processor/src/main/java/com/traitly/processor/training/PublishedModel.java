package com.traitly.processor.training;

import com.traitly.processor.prediction.GoalModel;

/**
 * A model as handed to the scorers.
 *
 * @param goalVersion the goal's version it was trained for
 * @param model the snapshot
 */
public record PublishedModel(long goalVersion, GoalModel model) {}
