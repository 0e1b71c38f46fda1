package com.traitly.contracts.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.FieldSlices;
import com.traitly.contracts.json.FieldSource;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * An event as a caller sent it, not yet checked: the four known fields as values, all others as
 * bytes. Belongs to one request.
 */
public final class SentEvent implements FieldSource {
  private static final int KNOWN = 4;

  private final @Nullable JsonNode[] known = new @Nullable JsonNode[KNOWN];
  private final FieldSlices others;

  private SentEvent(byte[] text) {
    others = new FieldSlices(text);
  }

  /** Reads the object that the cursor is at, in one pass, and goes to its end. */
  public static SentEvent read(JsonCursor at) {
    SentEvent event = new SentEvent(at.text());
    while (at.require() == JsonToken.FIELD_NAME) {
      event.readField(at);
    }
    event.others.exclude(at);
    return event;
  }

  /**
   * The value of one of the four known fields; null when it was not sent, and for any other field.
   */
  @Override
  public @Nullable JsonNode get(String field) {
    int index = index(field);
    return index < 0 ? null : known[index];
  }

  /** The names of all other fields. */
  @Override
  public Iterable<String> names() {
    String object = "{" + new String(others.bytes(), StandardCharsets.UTF_8) + "}";
    return Json.parse(object.getBytes(StandardCharsets.UTF_8))::fieldNames;
  }

  /** The bytes of all other fields, separated by commas. */
  public byte[] properties() {
    return others.bytes();
  }

  /** The place of a known field's value; negative for any other field. */
  private static int index(String field) {
    return switch (field) {
      case Fields.CUSTOMER_ID -> 0;
      case Fields.NAME -> 1;
      case Fields.CREATED_AT -> 2;
      case Fields.EVENT_ID -> 3;
      default -> -1;
    };
  }

  private void readField(JsonCursor at) {
    int index = index(at.name());
    if (index < 0) {
      others.include(at);
      at.require();
      at.skip();
    } else {
      others.exclude(at);
      at.require();
      known[index] = at.value();
    }
  }
}
