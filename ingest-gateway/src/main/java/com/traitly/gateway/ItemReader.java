package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;

/** Checks one item of a write. Implementations are thread-safe. */
@FunctionalInterface
interface ItemReader {
  /**
   * Good with its record, or bad with all its problems.
   *
   * @param single whether it came alone, so that the request's headers speak of it
   */
  Verdict read(JsonNode json, WriteCall call, boolean single);
}
