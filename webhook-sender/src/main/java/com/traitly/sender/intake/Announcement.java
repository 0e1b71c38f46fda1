package com.traitly.sender.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.Fields;
import com.traitly.sender.outbox.Delivery;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.QueuedDelivery;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Record;

/**
 * A record of an announcement topic.
 *
 * @param key the account and the customer that it is about
 * @param sequence grows with each announcement of the customer
 * @param delivery what is sent to each endpoint that wants it
 * @param content what endpoints filter by
 */
public record Announcement(
    AccountKey key, long sequence, Delivery delivery, AnnouncementContent content) {
  /**
   * Reads a record, whose deliveries are due at once.
   *
   * @throws IllegalArgumentException when it is not an announcement
   */
  public static Announcement of(Record<AccountKey, byte[]> record, long offset, long now) {
    if (record.key() == null || record.value() == null) {
      throw new IllegalArgumentException("an announcement has a key and a value");
    }
    JsonNode body = Json.read(record.value());
    String object = header(record.headers(), RecordHeaders.OBJECT);
    Delivery delivery =
        new Delivery(
            header(record.headers(), RecordHeaders.ID),
            object,
            body.path(Fields.META).path(Fields.GOAL_NAME).asText(),
            Bytes.wrap(record.value()),
            record.timestamp(),
            now,
            0,
            0,
            offset,
            false);
    return new Announcement(
        record.key(),
        Long.parseLong(header(record.headers(), RecordHeaders.SEQUENCE)),
        delivery,
        AnnouncementContent.of(object, body));
  }

  private static String header(Headers headers, String name) {
    String text = RecordHeaders.text(headers, name);
    if (text == null || text.isEmpty()) {
      throw new IllegalArgumentException("an announcement has the header " + name);
    }
    return text;
  }

  /** Its place in the queue of an endpoint. */
  public QueuedDelivery to(Endpoint endpoint) {
    AccountKey at = new AccountKey(key.account(), endpoint.id());
    return new QueuedDelivery(new DeliveryKey(at, key.id()), sequence, delivery);
  }
}
