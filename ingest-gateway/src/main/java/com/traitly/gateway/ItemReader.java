package com.traitly.gateway;

import com.traitly.contracts.wire.JsonCursor;

/** Checks one item of a write. Implementations are thread-safe. */
@FunctionalInterface
interface ItemReader {
  /**
   * Good with its record, or bad with all its problems.
   *
   * @param at at the item's first token; is left at its last
   * @param single whether it came alone, so that the request's headers speak of it
   */
  Verdict read(JsonCursor at, WriteCall call, boolean single);
}
