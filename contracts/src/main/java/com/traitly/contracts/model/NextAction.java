package com.traitly.contracts.model;

/**
 * A step recommended next.
 *
 * @param eventName what to do
 * @param goalCount completions inside the window
 * @param totalCount completions ever
 * @param daysLeft whole days until the window closes, rounded up, never negative
 * @param importance 0..1, relative to the goal's other open steps
 * @param messagePlaintext the message for this customer
 * @param messageHtml the message for this customer, values HTML-escaped
 */
public record NextAction(
    String eventName,
    long goalCount,
    long totalCount,
    long daysLeft,
    double importance,
    String messagePlaintext,
    String messageHtml) {}
