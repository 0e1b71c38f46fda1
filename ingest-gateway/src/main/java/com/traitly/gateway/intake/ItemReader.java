package com.traitly.gateway.intake;

import com.traitly.contracts.json.JsonCursor;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.Warnings;

/** Checks the items of one request. Single-threaded. */
@FunctionalInterface
public interface ItemReader {
  /**
   * Checks one item: good with its record, or bad with all its problems.
   *
   * @param at at the item's first token; left at its last
   * @param single whether the body is one object, not a batch of one; then the request's headers
   *     are about it
   */
  ItemVerdict read(JsonCursor at, boolean single);

  /** Warnings about the good items that were read so far. */
  default Warnings warnings() {
    return new Warnings();
  }
}
