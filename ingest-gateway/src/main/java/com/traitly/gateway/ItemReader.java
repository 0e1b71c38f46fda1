package com.traitly.gateway;

import com.traitly.contracts.wire.JsonCursor;

/** Checks the items of one request. Single-threaded. */
@FunctionalInterface
interface ItemReader {
  /**
   * Good with its record, or bad with all its problems.
   *
   * @param at at the item's first token; is left at its last
   * @param single whether the body is one object, not a batch of one: so that the request's headers
   *     speak of it
   */
  Verdict read(JsonCursor at, boolean single);

  /** What the answer says of items that were read so far and are good. */
  default Warnings warnings() {
    return new Warnings();
  }
}
