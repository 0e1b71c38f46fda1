package com.traitly.sender.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.wire.Fields;
import com.traitly.sender.outbox.Delivery;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record of an announcement topic.
 *
 * @param key the account and the customer that it is about
 * @param id the same for every reader of the topic and every receiver
 * @param object kind of announcement
 * @param goalName which goal
 * @param sequence grows with each announcement of the customer
 * @param body exactly as it is to be sent
 * @param announcedAt UNIX milliseconds
 * @param offset in its topic, in the customer's partition
 * @param content what endpoints filter by
 */
public record Announcement(
    AccountKey key,
    String id,
    String object,
    String goalName,
    long sequence,
    Bytes body,
    long announcedAt,
    long offset,
    AnnouncementContent content) {
  /**
   * Reads a record.
   *
   * @throws IllegalArgumentException when it is not an announcement
   */
  public static Announcement of(Record<AccountKey, byte[]> record, long offset) {
    if (record.key() == null || record.value() == null) {
      throw new IllegalArgumentException("an announcement has a key and a value");
    }
    JsonNode body = Json.read(record.value());
    String object = header(record.headers(), RecordHeaders.OBJECT);
    return new Announcement(
        record.key(),
        header(record.headers(), RecordHeaders.ID),
        object,
        body.path(Fields.META).path(Fields.GOAL_NAME).asText(),
        Long.parseLong(header(record.headers(), RecordHeaders.SEQUENCE)),
        Bytes.wrap(record.value()),
        record.timestamp(),
        offset,
        AnnouncementContent.of(object, body));
  }

  private static String header(Headers headers, String name) {
    String text = RecordHeaders.text(headers, name);
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("an announcement has the header " + name);
    }
    return text;
  }

  /** This announcement as a delivery that is due at once. */
  public Delivery delivery(long now) {
    return new Delivery(id, object, goalName, body, announcedAt, now, 0, 0, offset, false);
  }
}
