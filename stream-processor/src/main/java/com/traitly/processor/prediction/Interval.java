package com.traitly.processor.prediction;

/**
 * Bounds of a probability.
 *
 * @param low lower bound
 * @param high upper bound
 */
public record Interval(double low, double high) {}
