package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.wire.TimePattern;
import com.traitly.contracts.wire.UntypedText;
import com.traitly.gateway.sources.format.Refusal;
import org.jspecify.annotations.Nullable;

/** Where a field of an event or customer comes from. */
sealed interface FieldMapping {
  /** The field's value for a record; null when the record has none. */
  @Nullable JsonNode value(SourceRecord record);

  /** The same value for every record. */
  record Constant(JsonNode value) implements FieldMapping {
    @Override
    public JsonNode value(SourceRecord record) {
      return value;
    }
  }

  /**
   * A value that each record has somewhere.
   *
   * @param field its name in the item
   * @param times how an instant is written there; null for the forms that the API takes
   */
  record Placed(String field, RecordPlace place, @Nullable TimePattern times)
      implements FieldMapping {
    @Override
    public @Nullable JsonNode value(SourceRecord record) {
      JsonNode found = place.find(record);
      if (found == null || found.isNull()) {
        return found;
      }
      if (times != null) {
        return instant(found, times);
      }
      return place.untyped() ? UntypedText.value(field, found.textValue()) : found;
    }

    private TextNode instant(JsonNode found, TimePattern pattern) {
      String instant = found.isValueNode() ? pattern.instant(found.asText()) : null;
      if (instant == null) {
        throw Refusal.of("%s is not in the format '%s'".formatted(field, pattern));
      }
      return TextNode.valueOf(instant);
    }
  }
}
