package com.traitly.contracts.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * Something a customer did.
 *
 * @param customerId who did it
 * @param name what was done, trimmed, case-sensitive
 * @param occurredAt when, in UNIX milliseconds, as the caller said it
 * @param receivedAt when the gateway accepted it, in UNIX milliseconds
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
  /** The instant at which the event counts, see {@link FactTime#counted}. */
  public long countedAt() {
    return FactTime.counted(occurredAt, receivedAt);
  }
}
