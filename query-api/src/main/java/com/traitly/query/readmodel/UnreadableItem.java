package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.Keys;
import org.apache.kafka.common.utils.Bytes;

/**
 * How lists show an unreadable row: the fields of its key, and that it is unreadable. The other
 * rows are shown as usual.
 */
final class UnreadableItem {
  private static final String UNREADABLE = "unreadable";

  private UnreadableItem() {}

  /** The item of a customer's row. */
  static ObjectNode customer(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    return Json.object().put(Fields.CUSTOMER_ID, reader.text()).put(UNREADABLE, true);
  }

  /** The item of an event's row. */
  static ObjectNode event(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    return Json.object()
        .put(Fields.CUSTOMER_ID, reader.text())
        .put(Fields.CREATED_AT, Long.toString(Times.seconds(reader.number())))
        .put(Fields.EVENT_ID, reader.text())
        .put(UNREADABLE, true);
  }

  /** The item of a dead letter's row. */
  static ObjectNode letter(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    String createdAt = Long.toString(Times.seconds(reader.number()));
    long offset = reader.number();
    ObjectNode item = Json.object().put(Fields.CREATED_AT, createdAt).put(UNREADABLE, true);
    return offset == LetterRows.OF_TABLE ? item : item.put("id", reader.number() + "-" + offset);
  }
}
