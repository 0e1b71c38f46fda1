package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;

/** How the value of a record is encoded. Implementations are thread-safe. */
@FunctionalInterface
public interface ValueFormat {
  /**
   * Decodes a value.
   *
   * @throws com.traitly.contracts.error.ApiException when the bytes cannot be read
   * @throws RegistryAwayException when it cannot be told yet, because the registry does not answer
   */
  JsonNode decode(byte[] value);
}
