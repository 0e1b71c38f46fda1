package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;

/** Answers one kind of read from local stores. Implementations are thread-safe. */
@FunctionalInterface
public interface StateQuery {
  /**
   * The answer.
   *
   * @throws com.traitly.contracts.error.ApiException passed on to the caller as it is
   */
  JsonNode answer(StateRequest request);
}
