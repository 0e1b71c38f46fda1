package com.traitly.contracts.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Something a customer did.
 *
 * @param customerId who did it
 * @param name what was done, trimmed, case-sensitive
 * @param occurredAt when, in UNIX seconds, as the caller said it
 * @param receivedAt when the gateway accepted it, in UNIX seconds
 * @param eventId the caller's id for it, or one made by the gateway; the same id of the same
 *     customer counts once
 * @param properties everything else the caller sent
 */
public record Event(
    String customerId,
    String name,
    long occurredAt,
    long receivedAt,
    String eventId,
    Map<String, JsonNode> properties) {
  /** How far ahead of the gateway a caller's clock may run, in seconds. */
  public static final long MAX_CLOCK_LEAD = 300;

  /** The instant it counts at: one client's bad clock must not close anyone's window. */
  public long countedAt() {
    return occurredAt > receivedAt + MAX_CLOCK_LEAD ? receivedAt : occurredAt;
  }
}
