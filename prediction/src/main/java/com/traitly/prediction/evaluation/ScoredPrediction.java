package com.traitly.prediction.evaluation;

/**
 * A prediction to be judged by the outcome of its window.
 *
 * @param model the regression's likelihood
 * @param lifeTable the life table's likelihood
 * @param modelServed whether the regression's likelihood was the one served
 * @param age start of the window's age group, milliseconds since it opened
 * @param period start of the period in which the window was over, epoch milliseconds
 */
public record ScoredPrediction(
    double model, double lifeTable, boolean modelServed, long age, long period) {}
