package com.traitly.benchmarks.prediction;

/**
 * One prediction and what became of it.
 *
 * @param window number of its window, in the order of the windows' ends
 * @param test whether the window opened after the split
 * @param tick whether it was made at a step tick rather than just after an event
 * @param age of the window, in steps
 * @param served by the learner, or by the life table while that was ahead
 * @param model by the learner
 * @param lifeTable by the life table alone
 * @param reached the outcome
 */
record Prediction(
    int window,
    boolean test,
    boolean tick,
    double age,
    double served,
    double model,
    double lifeTable,
    boolean reached) {}
