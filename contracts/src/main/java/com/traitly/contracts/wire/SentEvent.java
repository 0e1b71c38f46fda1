package com.traitly.contracts.wire;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * An event as a caller sent it, not yet checked.
 *
 * @param known the four fields that mean something, as far as they were sent
 * @param properties the bytes of all other fields, with commas between
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record SentEvent(ObjectNode known, byte[] properties) {
  private static final Set<String> KNOWN =
      Set.of(Fields.CUSTOMER_ID, Fields.NAME, Fields.CREATED_AT, Fields.EVENT_ID);

  /** Reads the object that the cursor is at, in one pass, and goes to its end. */
  public static SentEvent read(JsonCursor at) {
    ObjectNode known = Json.object();
    FieldSlices others = new FieldSlices(at.text());
    while (at.require() == JsonToken.FIELD_NAME) {
      String name = at.name();
      if (KNOWN.contains(name)) {
        others.exclude(at.start());
        at.require();
        known.set(name, at.value());
      } else {
        others.include(at.start());
        at.require();
        at.skip();
      }
    }
    others.exclude(at.start());
    return new SentEvent(known, others.bytes());
  }
}
