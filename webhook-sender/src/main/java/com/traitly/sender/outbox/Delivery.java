package com.traitly.sender.outbox;

import org.apache.kafka.common.utils.Bytes;

/**
 * One message for one endpoint. Instants are UNIX milliseconds.
 *
 * @param id the announcement's, sent as {@code webhook-id}
 * @param object kind of announcement
 * @param goalName which goal
 * @param body exactly as announced
 * @param announcedAt when it was announced
 * @param dueAt not attempted before
 * @param attempts made so far
 * @param superseded how many older messages gave way to this one
 */
public record Delivery(
    String id,
    String object,
    String goalName,
    Bytes body,
    long announcedAt,
    long dueAt,
    int attempts,
    int superseded) {

  /** After one more attempt, to be sent again. */
  public Delivery again(long at) {
    return new Delivery(id, object, goalName, body, announcedAt, at, attempts + 1, superseded);
  }

  Delivery superseding(int more) {
    return new Delivery(
        id, object, goalName, body, announcedAt, dueAt, attempts, superseded + more);
  }

  boolean sameSubject(Delivery other) {
    return object.equals(other.object) && goalName.equals(other.goalName);
  }
}
