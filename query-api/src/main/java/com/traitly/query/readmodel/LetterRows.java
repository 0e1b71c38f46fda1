package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.wire.Fields;
import com.traitly.streams.list.Keys;
import com.traitly.streams.node.Store;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one list of letters, dead letters or rejected messages: what the list shows of each,
 * and when it was sent again.
 */
final class LetterRows {
  private static final byte FORMAT = 1;
  private static final String MESSAGE = "message";
  private static final String EXCERPT = "value_excerpt";

  /** Replaces the offset in the key of a table's letter. */
  static final long OF_TABLE = Long.MAX_VALUE;

  /** Marks an item whose row cannot be read. */
  static final String UNREADABLE = "unreadable";

  private static final int FORGOTTEN_AT_ONCE = 100;

  private final KeyValueStore<Bytes, byte[]> letters;
  private final KeyValueStore<Bytes, byte[]> redrives;
  private final long keptMillis;

  private LetterRows(Store<Bytes, byte[]> letters, int days, ProcessorContext<?, ?> context) {
    this.letters = context.getStateStore(letters.name());
    redrives = context.getStateStore(ReadModels.REDRIVES.name());
    keptMillis = Duration.ofDays(days).toMillis();
  }

  /** The dead letters, which the list keeps as long as their topic. */
  static LetterRows dead(ProcessorContext<?, ?> context) {
    return new LetterRows(ReadModels.DEAD_LETTERS, DeadLetter.KEPT_DAYS, context);
  }

  /** The rejected messages. */
  static LetterRows rejected(ProcessorContext<?, ?> context) {
    return new LetterRows(ReadModels.REJECTED_EVENTS, DeadLetter.REJECTED_DAYS, context);
  }

  /** Stores a letter, and removes some of the account's letters that are no longer listed. */
  void keep(DeadLetter letter, long now) {
    String account = letter.key().account();
    remove(
        account,
        Keys.join(Keys.text(account), Keys.number(now - keptMillis)),
        FORGOTTEN_AT_ONCE,
        item -> true);
    String code = letter.rejectedFor();
    byte[] json = Json.bytes(code == null ? dead(letter) : rejected(letter, code));
    letters.put(
        key(account, letter), ByteBuffer.allocate(1 + json.length).put(FORMAT).put(json).array());
  }

  /** A record of a table has one row, however often the table is read. */
  private static Bytes key(String account, DeadLetter letter) {
    String origin = letter.isOfTable() ? letter.origin() : null;
    return Keys.join(
        Keys.text(account),
        Keys.number(letter.millis()),
        Keys.number(origin == null ? letter.offset() : OF_TABLE),
        origin == null ? Keys.number(letter.partition()) : Keys.text(origin));
  }

  /** Remembers when a record was sent again. */
  void redriven(String account, String origin, long at) {
    redrives.put(
        redriveKey(account, origin),
        ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(at).array());
  }

  /**
   * Removes all letters of a customer, by searching the account's letters, which are few. An
   * unreadable letter may be the customer's, so it is removed too.
   */
  void erase(AccountKey customer) {
    remove(
        customer.account(),
        Keys.end(Bytes.wrap(Keys.text(customer.account()))),
        Integer.MAX_VALUE,
        item -> customer.id().equals(item.path(Fields.CUSTOMER_ID).textValue()));
  }

  /**
   * Removes the letters of one customer that show the id of another. They are searched as text, so
   * one that shows it by chance goes too.
   */
  void eraseNaming(AccountKey customer, String otherId) {
    remove(
        customer.account(),
        Keys.end(Bytes.wrap(Keys.text(customer.account()))),
        Integer.MAX_VALUE,
        item ->
            customer.id().equals(item.path(Fields.CUSTOMER_ID).textValue())
                && (item.path(EXCERPT).asText().contains(quotedPart(otherId))
                    || item.path(MESSAGE).asText().contains(otherId)));
  }

  /** An id as JSON has it, without the quotes: a message may carry it as a number. */
  private static String quotedPart(String id) {
    String quoted = new String(Json.bytes(TextNode.valueOf(id)), StandardCharsets.UTF_8);
    return quoted.substring(1, quoted.length() - 1);
  }

  static Bytes redriveKey(String account, String origin) {
    return Keys.join(Keys.text(account), Keys.text(origin));
  }

  /** Reads a letter's value; null when it cannot be read. */
  static @Nullable ObjectNode read(byte[] value) {
    if (value.length == 0 || value[0] != FORMAT) {
      return null;
    }
    try {
      return Json.read(Arrays.copyOfRange(value, 1, value.length)) instanceof ObjectNode item
          ? item
          : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /** What the list shows of a letter that cannot be read. */
  static ObjectNode unreadable(Bytes key) {
    Keys.Reader place = new Keys.Reader(key.get());
    place.text(); // the account
    String createdAt = Long.toString(Times.seconds(place.number()));
    long offset = place.number();
    ObjectNode item = Json.object().put(Fields.CREATED_AT, createdAt).put(UNREADABLE, true);
    return offset == OF_TABLE ? item : item.put("id", place.number() + "-" + offset);
  }

  /** Reads when a record was sent again; null when it cannot be read. */
  static @Nullable Long readRedrive(byte[] value) {
    return value.length == 1 + Long.BYTES && value[0] == FORMAT
        ? (Long) ByteBuffer.wrap(value).getLong(1)
        : null;
  }

  private void remove(String account, Bytes end, int most, Predicate<ObjectNode> which) {
    List<KeyValue<Bytes, String>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        letters.range(Bytes.wrap(Keys.text(account)), end)) {
      while (rows.hasNext() && found.size() < most) {
        KeyValue<Bytes, byte[]> row = rows.next();
        ObjectNode item = read(row.value);
        if (item == null || which.test(item)) {
          found.add(KeyValue.pair(row.key, item == null ? "" : item.path("origin").asText()));
        }
      }
    }
    for (KeyValue<Bytes, String> each : found) {
      letters.delete(each.key);
      redrives.delete(redriveKey(account, each.value));
    }
  }

  private static ObjectNode rejected(DeadLetter letter, String code) {
    byte[] value = letter.value();
    return Json.object()
        .put("id", letter.id())
        .put(Fields.CUSTOMER_ID, letter.customerId())
        .put("code", code)
        .put(MESSAGE, letter.message())
        .put(EXCERPT, letter.excerpt())
        .put("value_bytes", value == null ? 0 : value.length)
        .put(Fields.CREATED_AT, Long.toString(Times.seconds(letter.millis())));
  }

  private static ObjectNode dead(DeadLetter letter) {
    byte[] value = letter.value();
    ObjectNode item =
        Json.object()
            .put("id", letter.id())
            .put("topic", letter.originTopic())
            .put("origin", letter.origin())
            .put(Fields.CUSTOMER_ID, letter.customerId())
            .put("exception", letter.exception())
            .put(MESSAGE, letter.message());
    return item.put(EXCERPT, letter.isOfTable() ? null : letter.excerpt())
        .put("value_bytes", value == null ? 0 : value.length)
        .put(Fields.CREATED_AT, Long.toString(Times.seconds(letter.millis())));
  }
}
