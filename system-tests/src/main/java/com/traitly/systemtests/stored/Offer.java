package com.traitly.systemtests.stored;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A write that the product may take or refuse.
 *
 * @param path as it stands in the request, below the API's base
 * @param body as it is meant, not to be changed
 * @param frame what stands around the body
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
record Offer(Route route, String method, String path, byte[] body, Frame frame) {
  /** The same, with this effect. */
  Offer withEffect(Effect effect) {
    Frame changed = new Frame(frame.headers, frame.sent, effect, frame.id, frame.contentType);
    return new Offer(route, method, path, body, changed);
  }

  /** What is written. */
  enum Route {
    EVENTS,
    CUSTOMERS,
    CUSTOMER_CHANGE,
    /** Which stores nothing. */
    READ,
    GOAL,
    GOAL_POST,
    ENDPOINT,
    ENDPOINT_CHANGE,
    ROTATION,
    TOKEN,
    /** Which finds nothing to do. */
    COMMAND;

    /** Whether it belongs to the account whose definitions are written. */
    boolean defines() {
      return compareTo(GOAL) >= 0;
    }

    /** Whether what is accepted is stored. */
    boolean stores() {
      return this != READ && this != COMMAND;
    }

    /** Whether it takes {@code validate} or {@code dry_run}. */
    boolean canOnlyCheck() {
      return defines() ? this == GOAL || this == GOAL_POST : this != READ;
    }
  }

  /** What a request does that is accepted. */
  enum Effect {
    STORES,
    ONLY_CHECKS,
    /** Nothing: it must not be accepted at all. */
    NONE
  }

  /**
   * What stands around a body.
   *
   * @param headers a line each, a character for each byte
   * @param sent the body as it goes over the wire
   * @param id that the headers give to an event which comes alone and has none; null for none
   * @param contentType what the headers say the body is
   */
  @SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
  record Frame(
      List<String> headers, byte[] sent, Effect effect, @Nullable String id, String contentType) {
    /** Nothing but headers. */
    Frame(List<String> headers) {
      this(headers, new byte[0], Effect.STORES, null, "");
    }

    /** The usual one. */
    static Frame plain(byte[] body) {
      String type = "application/json";
      return new Frame(List.of("Content-Type: " + type), body, Effect.STORES, null, type);
    }
  }
}
