package com.traitly.systemtests.stored;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request that the product may accept or refuse.
 *
 * @param path as in the request, below the API's base
 * @param body the intended body; must not be changed
 * @param frame everything around the body
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
record Offer(Route route, String method, String path, byte[] body, Frame frame) {
  /** Returns the same offer with this effect. */
  Offer withEffect(Effect effect) {
    Frame changed = new Frame(frame.headers, frame.sent, effect, frame.id, frame.contentType);
    return new Offer(route, method, path, body, changed);
  }

  /** What the request writes or asks for. */
  enum Route {
    EVENTS,
    CUSTOMERS,
    CUSTOMER_CHANGE,
    /** A read, which stores nothing. */
    READ,
    GOAL,
    GOAL_POST,
    ENDPOINT,
    ENDPOINT_CHANGE,
    ROTATION,
    TOKEN,
    /** A command that finds nothing to do. */
    COMMAND;

    /** Says whether it goes to the account whose definitions are written. */
    boolean defines() {
      return compareTo(GOAL) >= 0;
    }

    /** Says whether what is accepted is stored. */
    boolean stores() {
      return this != READ && this != COMMAND;
    }

    /** Says whether it takes {@code validate} or {@code dry_run}. */
    boolean canOnlyCheck() {
      return defines() ? this == GOAL || this == GOAL_POST : this != READ;
    }
  }

  /** What an accepted request does. */
  enum Effect {
    STORES,
    ONLY_CHECKS,
    /** Nothing: the request must not be accepted. */
    NONE
  }

  /**
   * Everything around a body.
   *
   * @param headers one line each, one character for each byte
   * @param sent the body as it is transmitted
   * @param id the event id from the headers, which counts for a single event without an id; null
   *     for none
   * @param contentType the body's type according to the headers
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
  record Frame(
      List<String> headers, byte[] sent, Effect effect, @Nullable String id, String contentType) {
    /** A frame with headers only. */
    Frame(List<String> headers) {
      this(headers, new byte[0], Effect.STORES, null, "");
    }

    /** The usual frame. */
    static Frame plain(byte[] body) {
      String type = "application/json";
      return new Frame(List.of("Content-Type: " + type), body, Effect.STORES, null, type);
    }
  }
}
