package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.Json;
import com.traitly.contracts.wire.Times;
import com.traitly.streams.list.Keys;
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

/** The rows of dead letters: what the list shows of each, and when it was sent again. */
final class LetterRows {
  private static final byte FORMAT = 1;
  private static final int EXCERPT_CHARACTERS = 1_000;
  private static final int FORGOTTEN_AT_ONCE = 100;
  private static final long KEPT_MILLIS = Duration.ofDays(DeadLetter.KEPT_DAYS).toMillis();

  private final KeyValueStore<Bytes, byte[]> letters;
  private final KeyValueStore<Bytes, byte[]> redrives;

  LetterRows(ReadModels models, ProcessorContext<?, ?> context) {
    letters = context.getStateStore(models.deadLetters().name());
    redrives = context.getStateStore(models.redrives().name());
  }

  /** Keeps a letter, and forgets some of the account that the topic no longer holds. */
  void keep(DeadLetter letter, long now) {
    String account = letter.key().account();
    remove(
        account,
        Keys.join(Keys.text(account), Keys.number(now - KEPT_MILLIS)),
        FORGOTTEN_AT_ONCE,
        item -> true);
    byte[] json = Json.bytes(item(letter));
    letters.put(
        Keys.join(
            Keys.text(account),
            Keys.number(letter.millis()),
            Keys.number(letter.offset()),
            Keys.number(letter.partition())),
        ByteBuffer.allocate(1 + json.length).put(FORMAT).put(json).array());
  }

  /** Remembers when a record was sent again. */
  void redriven(String account, String origin, long at) {
    redrives.put(
        redriveKey(account, origin),
        ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(at).array());
  }

  /** Removes all letters of a customer; letters are few, so the account's are looked through. */
  void erase(AccountKey customer) {
    remove(
        customer.account(),
        Keys.end(Bytes.wrap(Keys.text(customer.account()))),
        Integer.MAX_VALUE,
        item -> customer.id().equals(item.path(Fields.CUSTOMER_ID).asText()));
  }

  static Bytes redriveKey(String account, String origin) {
    return Keys.join(Keys.text(account), Keys.text(origin));
  }

  /** Reads a letter's value. */
  static ObjectNode read(byte[] value) {
    requireFormat(value);
    return (ObjectNode) Json.read(Arrays.copyOfRange(value, 1, value.length));
  }

  /** Reads when a record was sent again. */
  static long readRedrive(byte[] value) {
    requireFormat(value);
    return ByteBuffer.wrap(value).getLong(1);
  }

  private void remove(String account, Bytes end, int most, Predicate<ObjectNode> which) {
    List<KeyValue<Bytes, String>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows =
        letters.range(Bytes.wrap(Keys.text(account)), end)) {
      while (rows.hasNext() && found.size() < most) {
        KeyValue<Bytes, byte[]> row = rows.next();
        ObjectNode item = read(row.value);
        if (which.test(item)) {
          found.add(KeyValue.pair(row.key, item.path("origin").asText()));
        }
      }
    }
    for (KeyValue<Bytes, String> each : found) {
      letters.delete(each.key);
      redrives.delete(redriveKey(account, each.value));
    }
  }

  private static ObjectNode item(DeadLetter letter) {
    byte[] value = letter.value();
    String text = value == null ? null : new String(value, StandardCharsets.UTF_8);
    ObjectNode item =
        Json.object()
            .put("id", letter.id())
            .put("topic", letter.originTopic())
            .put("origin", letter.origin())
            .put(Fields.CUSTOMER_ID, letter.key().id())
            .put("exception", letter.exception())
            .put("message", letter.message());
    return item.put("value_excerpt", text == null ? null : excerpt(text))
        .put("value_bytes", value == null ? 0 : value.length)
        .put(Fields.CREATED_AT, Long.toString(Times.seconds(letter.millis())));
  }

  private static String excerpt(String text) {
    return text.length() <= EXCERPT_CHARACTERS ? text : text.substring(0, EXCERPT_CHARACTERS);
  }

  private static void requireFormat(byte[] value) {
    if (value[0] != FORMAT) {
      throw new IllegalArgumentException("unknown format of a dead letter: " + value[0]);
    }
  }
}
