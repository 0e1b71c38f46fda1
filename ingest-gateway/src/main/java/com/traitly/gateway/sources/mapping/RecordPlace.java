package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Times;
import org.jspecify.annotations.Nullable;

/** A place in a record where a value may lie. */
sealed interface RecordPlace {
  /** What a place may be, for error messages. */
  String EXPECTED =
      "must be a JSON pointer into the value such as /user/id, header:<name>, key or timestamp";

  /**
   * The value there; null when there is none.
   *
   * @throws com.traitly.contracts.error.ApiException when the record cannot be read
   */
  @Nullable JsonNode find(SourceRecord record);

  /** Whether values there are texts because the place has no types. */
  default boolean untyped() {
    return false;
  }

  /** A place within the value. */
  record Pointer(JsonPointer pointer) implements RecordPlace {
    @Override
    public @Nullable JsonNode find(SourceRecord record) {
      JsonNode found = record.value().at(pointer);
      return found.isMissingNode() ? null : found;
    }

    @Override
    public String toString() {
      return pointer.toString();
    }
  }

  /** The last header of a name, as text. */
  record Header(String name) implements RecordPlace {
    @Override
    public @Nullable JsonNode find(SourceRecord record) {
      String text = record.header(name);
      return text == null ? null : TextNode.valueOf(text);
    }

    @Override
    public boolean untyped() {
      return true;
    }

    @Override
    public String toString() {
      return "header:" + name;
    }
  }

  /** The record's key, as text. */
  record Key() implements RecordPlace {
    @Override
    public @Nullable JsonNode find(SourceRecord record) {
      String text = record.key();
      return text == null ? null : TextNode.valueOf(text);
    }

    @Override
    public boolean untyped() {
      return true;
    }

    @Override
    public String toString() {
      return "key";
    }
  }

  /** The record's own timestamp. */
  record Timestamp() implements RecordPlace {
    @Override
    public @Nullable JsonNode find(SourceRecord record) {
      return record.millis() < 0 ? null : Times.node(record.millis());
    }

    @Override
    public String toString() {
      return "timestamp";
    }
  }

  /** Reads a place as people write it; null when it is none. */
  static @Nullable RecordPlace parse(String text) {
    if (text.startsWith("/")) {
      try {
        return new Pointer(JsonPointer.compile(text));
      } catch (IllegalArgumentException noPointer) {
        return null;
      }
    }
    if (text.startsWith("header:") && text.length() > "header:".length()) {
      return new Header(text.substring("header:".length()));
    }
    return switch (text) {
      case "key" -> new Key();
      case "timestamp" -> new Timestamp();
      default -> null;
    };
  }
}
