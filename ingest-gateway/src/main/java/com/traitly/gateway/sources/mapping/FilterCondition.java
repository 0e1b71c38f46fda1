package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on a record. Numbers compare as numbers, and texts as texts; a header or key is a
 * text, and so is what it is compared with.
 *
 * @param values what the place must hold one of
 * @param wanted false when the place must hold none of them
 */
record FilterCondition(RecordPlace place, List<JsonNode> values, boolean wanted) {
  FilterCondition {
    values = List.copyOf(values);
  }

  /** Whether it holds; where the record has no value there, it holds none of them. */
  boolean holds(SourceRecord record) {
    JsonNode found = place.find(record);
    return values.stream().anyMatch(value -> same(value, found)) == wanted;
  }

  private boolean same(JsonNode value, @Nullable JsonNode found) {
    if (found == null) {
      return value.isNull();
    }
    if (value.isNumber() && found.isNumber()) {
      return value.decimalValue().compareTo(found.decimalValue()) == 0;
    }
    return place.untyped() ? value.asText().equals(found.textValue()) : value.equals(found);
  }
}
