package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.Keys;
import org.apache.kafka.common.utils.Bytes;

/**
 * How lists show a row that cannot be read: what its key says of it, and that it is unreadable. The
 * other rows are shown as ever.
 */
final class UnreadableItem {
  private static final String UNREADABLE = "unreadable";

  private UnreadableItem() {}

  /** Of a row of customers. */
  static ObjectNode customer(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    return Json.object().put(Fields.CUSTOMER_ID, reader.text()).put(UNREADABLE, true);
  }

  /** Of a row of events. */
  static ObjectNode event(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    return Json.object()
        .put(Fields.CUSTOMER_ID, reader.text())
        .put(Fields.CREATED_AT, Long.toString(Times.seconds(reader.number())))
        .put(Fields.EVENT_ID, reader.text())
        .put(UNREADABLE, true);
  }

  /** Of a row of dead letters. */
  static ObjectNode letter(Bytes key) {
    Keys.Reader reader = new Keys.Reader(key.get());
    reader.text();
    String createdAt = Long.toString(Times.seconds(reader.number()));
    long offset = reader.number();
    ObjectNode item = Json.object().put(Fields.CREATED_AT, createdAt).put(UNREADABLE, true);
    return offset == LetterRows.OF_TABLE ? item : item.put("id", reader.number() + "-" + offset);
  }
}
