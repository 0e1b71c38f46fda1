package com.traitly.contracts.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as a caller sent it, not yet checked: the four fields that mean something as values, the
 * others as bytes. Belongs to one request.
 */
public final class SentEvent implements FieldSource {
  private static final List<String> KNOWN =
      List.of(Fields.CUSTOMER_ID, Fields.NAME, Fields.CREATED_AT, Fields.EVENT_ID);

  private final @Nullable JsonNode[] known = new @Nullable JsonNode[KNOWN.size()];
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

  /** A field that is sent, if it is one of the four. */
  @Override
  public @Nullable JsonNode get(String field) {
    int index = KNOWN.indexOf(field);
    return index < 0 ? null : known[index];
  }

  /** The bytes of all other fields, with commas between. */
  public byte[] properties() {
    return others.bytes();
  }

  private void readField(JsonCursor at) {
    int index = KNOWN.indexOf(at.name());
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
