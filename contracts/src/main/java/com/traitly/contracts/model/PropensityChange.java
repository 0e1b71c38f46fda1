package com.traitly.contracts.model;

/**
 * A change of the likelihood that a customer reaches a goal, as announced on {@code
 * goal-propensity-change}; the record's key names the account.
 *
 * @param likelihood from 0, the window closed without, to 1, it is reached
 * @param at when it was decided, UNIX milliseconds, in whole seconds
 */
public record PropensityChange(String customerId, String goalName, double likelihood, long at) {}
