package com.traitly.prediction.training;

import com.traitly.prediction.lifetable.SurvivalCurve;
import com.traitly.prediction.regression.Posterior;

/**
 * What was believed during one calendar step; kept so that an example is judged by what was known
 * then. Immutable.
 *
 * @param number counts up from 0, the belief before any data
 * @param validFrom epoch milliseconds; holds until the next epoch
 * @param belief of the learner
 * @param curve the life table
 * @param gateOpen whether the regression served
 */
public record Epoch(
    long number, long validFrom, Posterior belief, SurvivalCurve curve, boolean gateOpen) {}
