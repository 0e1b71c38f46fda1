package com.traitly.systemtests.offers;

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
public record Offer(OfferKind kind, String path, byte[] body, Frame frame) {
  /** Returns the same offer with this effect. */
  Offer withEffect(Effect effect) {
    Frame changed = new Frame(frame.headers, frame.sent, effect, frame.id, frame.contentType);
    return new Offer(kind, path, body, changed);
  }

  /** What an accepted request does. */
  public enum Effect {
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
  public record Frame(
      List<String> headers, byte[] sent, Effect effect, @Nullable String id, String contentType) {
    /** The frame of a request without a body. */
    static Frame empty() {
      return new Frame(List.of(), new byte[0], Effect.STORES, null, "");
    }

    /** The usual frame. */
    public static Frame plain(byte[] body) {
      String type = "application/json";
      return new Frame(List.of("Content-Type: " + type), body, Effect.STORES, null, type);
    }
  }
}
