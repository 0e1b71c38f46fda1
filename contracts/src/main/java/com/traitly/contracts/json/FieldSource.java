package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Where the fields of an object come from: a tree, or something that costs less. */
@FunctionalInterface
public interface FieldSource {
  /** The field's value, which may be JSON null; null when there is no such field. */
  @Nullable JsonNode get(String field);
}
