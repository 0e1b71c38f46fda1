package com.traitly.funnel;

/**
 * Something a simulated customer did.
 *
 * @param customerId who did it
 * @param eventId unique, and the same whenever the same seed is simulated
 * @param name what was done
 * @param occurredAt when, UNIX seconds
 */
public record FunnelEvent(String customerId, String eventId, String name, long occurredAt) {}
