package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** A source of an object's fields: a tree, or something cheaper. */
@FunctionalInterface
public interface FieldSource {
  /** The field's value, which may be JSON null; null when there is no such field. */
  @Nullable JsonNode get(String field);
}
