package com.traitly.prediction.features;

/**
 * One thing a customer did.
 *
 * @param name the event's name
 * @param occurredAt epoch milliseconds
 */
public record TimedEvent(String name, long occurredAt) {}
