package com.traitly.prediction.evaluation;

/**
 * A prediction to be judged by what became of its window.
 *
 * @param model what the learner said
 * @param lifeTable what the life table alone said
 * @param modelServed whether the learner's word was the one handed out
 * @param age group of the window's age, milliseconds since it opened
 * @param period stretch of time in which the window was over, by its start in epoch milliseconds
 */
public record ScoredPrediction(
    double model, double lifeTable, boolean modelServed, long age, long period) {}
