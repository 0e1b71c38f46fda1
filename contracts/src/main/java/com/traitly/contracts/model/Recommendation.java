package com.traitly.contracts.model;

import java.util.List;

/**
 * Likelihood and ordered next actions of one customer and goal.
 *
 * @param customerId whom it is about
 * @param goalName towards which goal
 * @param likelihood 0..1
 * @param actions by falling importance
 * @param at UNIX milliseconds it holds for
 */
public record Recommendation(
    String customerId, String goalName, double likelihood, List<NextAction> actions, long at) {}
