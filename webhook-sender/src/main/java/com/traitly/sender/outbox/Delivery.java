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
 * @param offset of the announcement in its topic, in the customer's partition; -1 when not known
 * @param resent whether it was asked for once more, so that no newer one takes its place
 */
public record Delivery(
    String id,
    String object,
    String goalName,
    Bytes body,
    long announcedAt,
    long dueAt,
    int attempts,
    int superseded,
    long offset,
    boolean resent) {

  /** One that is sent once more, from the beginning of the schedule. */
  public static Delivery resent(
      String id, String object, String goalName, Bytes body, long now, long offset) {
    return new Delivery(id, object, goalName, body, now, now, 0, 0, offset, true);
  }

  /** After one more attempt, to be sent again. */
  public Delivery again(long at) {
    return at(at, attempts + 1, superseded);
  }

  Delivery superseding(int more) {
    return at(dueAt, attempts, superseded + more);
  }

  Delivery dueAt(long instant) {
    return at(instant, attempts, superseded);
  }

  private Delivery at(long due, int made, int older) {
    return new Delivery(id, object, goalName, body, announcedAt, due, made, older, offset, resent);
  }

  boolean sameSubject(Delivery other) {
    return object.equals(other.object) && goalName.equals(other.goalName);
  }
}
