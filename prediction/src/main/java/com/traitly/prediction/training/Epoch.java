package com.traitly.prediction.training;

import com.traitly.prediction.lifetable.SurvivalCurve;
import com.traitly.prediction.regression.Posterior;

/**
 * What was known during one calendar step, kept so that each example is judged by what was known at
 * its instant. Immutable.
 *
 * @param number counts up from 0, the epoch before any data
 * @param validFrom epoch milliseconds; holds until the next epoch
 * @param belief the learner's posterior
 * @param curve the life table
 * @param gateOpen whether the regression served
 */
public record Epoch(
    long number, long validFrom, Posterior belief, SurvivalCurve curve, boolean gateOpen) {}
