package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Decoded;
import com.traitly.contracts.topic.Decoded.Readable;
import com.traitly.streams.list.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The rows of one event in the stores, written together and erased together. */
final class EventRows {
  private static final byte FORMAT = 1;
  private static final long REMEMBERED_MILLIS = Duration.ofDays(7).toMillis();

  private final KeyValueStore<Bytes, Decoded<Event>> byCustomer;
  private final KeyValueStore<Bytes, byte[]> byTime;
  private final KeyValueStore<Bytes, byte[]> ids;

  /**
   * Where the first event with an id is stored, so that a second one is recognised.
   *
   * @param occurredAt UNIX milliseconds; completes the event's key
   * @param receivedAt UNIX milliseconds
   */
  private record Seen(long occurredAt, long receivedAt) {
    /** Whether an event of the same id is this one again, rather than a new use of the id. */
    boolean isRepeatedBy(Event event) {
      return Math.abs(event.receivedAt() - receivedAt) <= REMEMBERED_MILLIS;
    }

    byte[] bytes() {
      return ByteBuffer.allocate(1 + 2 * Long.BYTES)
          .put(FORMAT)
          .putLong(occurredAt)
          .putLong(receivedAt)
          .array();
    }

    /** Null when it cannot be read: then the event counts as new. */
    static @Nullable Seen read(byte @Nullable [] bytes) {
      if (bytes == null || bytes.length != 1 + 2 * Long.BYTES || bytes[0] != FORMAT) {
        return null;
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, 2 * Long.BYTES);
      return new Seen(buffer.getLong(), buffer.getLong());
    }
  }

  EventRows(ProcessorContext<?, ?> context) {
    byCustomer = context.getStateStore(ReadModels.EVENTS_BY_CUSTOMER.name());
    byTime = context.getStateStore(ReadModels.EVENTS_BY_TIME.name());
    ids = context.getStateStore(ReadModels.EVENT_IDS.name());
  }

  /**
   * Stores an event unless it is stored already; the first event with an id wins. A repetition
   * changes nothing, except that it completes what a crash left half done.
   */
  void keep(AccountKey customer, Event event) {
    Bytes id = id(customer, event.eventId());
    Seen seen = Seen.read(ids.get(id));
    if (seen != null && seen.isRepeatedBy(event)) {
      boolean complete =
          byCustomer.get(key(customer, seen.occurredAt(), event.eventId())) != null
              && byTime.get(timeKey(customer, seen.occurredAt(), event.eventId())) != null;
      if (complete || seen.occurredAt() != event.occurredAt()) {
        return;
      }
    }
    ids.put(id, new Seen(event.occurredAt(), event.receivedAt()).bytes());
    byCustomer.put(key(customer, event.occurredAt(), event.eventId()), ReadModels.row(event));
    byTime.put(timeKey(customer, event.occurredAt(), event.eventId()), nameValue(event.name()));
  }

  /**
   * Erases the events of a customer that were received up to an instant, UNIX milliseconds. Later
   * ones belong to a new customer with the same id. Unreadable rows are erased too, because nobody
   * knows when they were received.
   */
  void erase(AccountKey customer, long upTo) {
    Bytes prefix = prefix(customer);
    try (KeyValueIterator<Bytes, Decoded<Event>> rows =
        byCustomer.range(prefix, Keys.end(prefix))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, Decoded<Event>> row = rows.next();
        boolean later =
            row.value instanceof Readable<Event>(byte[] unused, Event event)
                && event != null
                && event.receivedAt() > upTo;
        if (!later) {
          Keys.Reader place = new Keys.Reader(Keys.suffix(row.key, prefix.get().length).get());
          byTime.delete(timeKey(customer, place.number(), place.text()));
          byCustomer.delete(row.key);
        }
      }
    }
    try (KeyValueIterator<Bytes, byte[]> rows = ids.range(prefix, Keys.end(prefix))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        Seen seen = Seen.read(row.value);
        if (seen == null || seen.receivedAt() <= upTo) {
          ids.delete(row.key);
        }
      }
    }
  }

  static Bytes prefix(AccountKey customer) {
    return Keys.join(Keys.text(customer.account()), Keys.text(customer.id()));
  }

  private static Bytes key(AccountKey customer, long occurredAt, String eventId) {
    return Keys.join(
        Keys.text(customer.account()),
        Keys.text(customer.id()),
        Keys.number(occurredAt),
        Keys.text(eventId));
  }

  /** The {@link #key} of the event that a key of {@code events-by-time} is about. */
  static Bytes placeAt(Bytes timeKey) {
    Keys.Reader reader = new Keys.Reader(timeKey.get());
    String account = reader.text();
    long occurredAt = reader.number();
    AccountKey customer = new AccountKey(account, reader.text());
    return key(customer, occurredAt, reader.text());
  }

  private static Bytes timeKey(AccountKey customer, long occurredAt, String eventId) {
    return Keys.join(
        Keys.text(customer.account()),
        Keys.number(occurredAt),
        Keys.text(customer.id()),
        Keys.text(eventId));
  }

  private static Bytes id(AccountKey customer, String eventId) {
    return Keys.join(Keys.text(customer.account()), Keys.text(customer.id()), Keys.text(eventId));
  }

  private static byte[] nameValue(String name) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(1 + utf8.length).put(FORMAT).put(utf8).array();
  }

  /**
   * The event name that {@code events-by-time} holds, so that a filter needs no second read; null
   * when it cannot be read.
   */
  static @Nullable String readName(byte[] value) {
    if (value.length == 0 || value[0] != FORMAT) {
      return null;
    }
    return new String(value, 1, value.length - 1, StandardCharsets.UTF_8);
  }
}
