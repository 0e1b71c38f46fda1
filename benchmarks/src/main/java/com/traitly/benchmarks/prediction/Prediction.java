package com.traitly.benchmarks.prediction;

/**
 * One prediction and its outcome.
 *
 * @param window the number of its window, in the order of the windows' ends
 * @param test whether the window opened after the split
 * @param tick whether it was made at a step tick rather than just after an event
 * @param age the age of the window, in steps
 * @param served the prediction that was served: the learner's, or the life table's while that was
 *     ahead
 * @param model the learner's prediction
 * @param lifeTable the life table's prediction
 * @param reached whether the window was reached
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
