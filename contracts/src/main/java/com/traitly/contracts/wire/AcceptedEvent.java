package com.traitly.contracts.wire;

import com.traitly.contracts.json.JsonBytes;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.Event;

/**
 * An event that passed its checks, as JSON for its topic and for the answer. Each text is encoded
 * once: the answer is cut out of the record.
 *
 * @param record in the form of {@link EventJson#record}; must not be changed
 * @param nameEnd where the fields of the customer and the event's name end in it
 * @param idStart where the field of the event's id begins in it
 * @param idEnd where that field ends
 * @param occurredAt in UNIX milliseconds
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record AcceptedEvent(byte[] record, int nameEnd, int idStart, int idEnd, long occurredAt) {
  /**
   * Encodes an event.
   *
   * @param event its own properties are ignored
   * @param properties the fields of the properties as JSON, separated by commas
   * @param out must be empty; is empty again afterwards
   */
  public static AcceptedEvent of(Event event, byte[] properties, JsonBytes out) {
    int nameEnd =
        out.openObject()
            .put(Fields.CUSTOMER_ID, event.customerId())
            .put(Fields.NAME, event.name())
            .size();
    int timesEnd =
        out.putInstant(Fields.CREATED_AT, event.occurredAt())
            .putInstant(Fields.RECEIVED_AT, event.receivedAt())
            .size();
    int idEnd = out.put(Fields.EVENT_ID, event.eventId()).size();
    if (properties.length > 0) {
      out.openObject(Fields.PROPERTIES).copy(properties, 0, properties.length).closeObject();
    }
    byte[] record = out.closeObject().finished();
    return new AcceptedEvent(record, nameEnd, timesEnd + 1, idEnd, event.occurredAt());
  }

  /** Writes the item of an answer, in the form of {@link EventJson#accepted}. */
  public void writeItem(JsonBytes out) {
    out.openObject()
        .copy(record, 1, nameEnd)
        .putAsText(Fields.CREATED_AT, Times.seconds(occurredAt))
        .put(Fields.SUCCESS, 1)
        .copy(record, idStart, idEnd)
        .closeObject();
  }
}
