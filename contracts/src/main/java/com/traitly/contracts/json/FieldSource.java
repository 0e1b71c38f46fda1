package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A source of an object's fields: a tree, or something cheaper. */
@FunctionalInterface
public interface FieldSource {
  /** The field's value, which may be JSON null; null when there is no such field. */
  @Nullable JsonNode get(String field);

  /** The names of the fields that {@link #get} may not know, in the order sent; may be slow. */
  default Iterable<String> names() {
    return List.of();
  }

  /** The fields of a tree; none when it is no object. */
  static FieldSource of(JsonNode tree) {
    return new FieldSource() {
      @Override
      public @Nullable JsonNode get(String field) {
        return tree.get(field);
      }

      @Override
      public Iterable<String> names() {
        return tree::fieldNames;
      }
    };
  }
}
