package com.traitly.prediction;

/**
 * Bounds of a probability.
 *
 * @param low lower bound
 * @param high upper bound
 */
public record CredibleInterval(double low, double high) {}
