package com.traitly.processor.prediction;

/**
 * What was believed during one calendar step; kept so that an example is judged by what was known
 * then. Immutable as long as the array is left alone.
 *
 * @param number counts up from 0, the belief before any data
 * @param validFrom epoch seconds; holds until the next epoch
 * @param weights of the regression
 * @param curve the life table
 * @param gateOpen whether the regression served
 */
@SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
public record Epoch(
    long number, long validFrom, double[] weights, SurvivalCurve curve, boolean gateOpen) {}
