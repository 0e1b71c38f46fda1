package com.traitly.prediction.lifetable;

/**
 * The windows that opened in one calendar step. They pass every age together, so the life table
 * needs only the number still open.
 *
 * @param step calendar step in which they opened
 * @param open how many are not reached yet
 */
public record Cohort(long step, long open) {}
