package com.traitly.contracts.model;

/**
 * An event that counts toward a goal, with the words that recommend it.
 *
 * @param eventName what the customer should do
 * @param targetCount how often inside the window; once reached, it is no longer recommended
 * @param messagePlaintext template of the plain message
 * @param messageHtml template of the HTML message
 */
public record GoalStep(
    String eventName, int targetCount, String messagePlaintext, String messageHtml) {}
