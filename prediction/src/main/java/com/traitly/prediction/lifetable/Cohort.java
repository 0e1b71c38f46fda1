package com.traitly.prediction.lifetable;

/**
 * The windows that opened in one calendar step: they pass every age together, so the life table
 * needs only how many are still open.
 *
 * @param step calendar step in which they opened
 * @param open how many were not reached yet
 */
public record Cohort(long step, long open) {}
