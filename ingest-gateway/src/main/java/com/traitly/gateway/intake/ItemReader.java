package com.traitly.gateway.intake;

import com.traitly.contracts.json.JsonCursor;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.Warnings;

/** Checks the items of one request. Single-threaded. */
@FunctionalInterface
public interface ItemReader {
  /**
   * Good with its record, or bad with all its problems.
   *
   * @param at at the item's first token; is left at its last
   * @param single whether the body is one object, not a batch of one: so that the request's headers
   *     speak of it
   */
  ItemVerdict read(JsonCursor at, boolean single);

  /** What the answer says of items that were read so far and are good. */
  default Warnings warnings() {
    return new Warnings();
  }
}
