package com.traitly.processor.training;

import com.traitly.processor.prediction.GoalModel;

/**
 * A model as handed to the scorers.
 *
 * @param goalVersion the goal's version it was trained for
 * @param settled whether all history stored when the goal was defined has been learnt; before that
 *     nothing of the goal is announced
 * @param model the snapshot
 */
public record PublishedModel(long goalVersion, boolean settled, GoalModel model) {}
