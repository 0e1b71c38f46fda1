package com.traitly.contracts.model;

import java.util.List;

/**
 * Likelihood and ordered next actions of one customer and goal.
 *
 * @param customerId the customer
 * @param goalName the goal
 * @param likelihood 0..1
 * @param actions by falling importance
 * @param at the instant that it describes, UNIX milliseconds
 */
public record Recommendation(
    String customerId, String goalName, double likelihood, List<NextAction> actions, long at) {}
