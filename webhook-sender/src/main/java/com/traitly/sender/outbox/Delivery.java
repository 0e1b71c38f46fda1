package com.traitly.sender.outbox;

import org.apache.kafka.common.utils.Bytes;

/**
 * One announcement for one endpoint. Instants are UNIX milliseconds.
 *
 * @param id of the announcement, sent as {@code webhook-id}
 * @param object kind of announcement
 * @param goalName which goal
 * @param body exactly as announced
 * @param announcedAt when it was announced
 * @param dueAt the next attempt is not made before this instant
 * @param attempts made so far
 * @param superseded how many older messages this one replaced
 * @param offset of the announcement in its topic, in the customer's partition; -1 when not known
 * @param resent whether somebody asked to send it again, so that no newer message replaces it
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

  /** A delivery that is sent once more, from the beginning of the retry schedule. */
  public static Delivery resent(
      String id, String object, String goalName, Bytes body, long now, long offset) {
    return new Delivery(id, object, goalName, body, now, now, 0, 0, offset, true);
  }

  /** This delivery after one more attempt, due again at an instant. */
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
