package com.traitly.query.readmodel;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.Sha256;
import com.traitly.streams.list.Keys;
import com.traitly.streams.node.Store;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one list of letters, dead letters or rejected messages: what the list shows of each,
 * when it was sent again, and an index by customer, so that an erasure reads only the letters of
 * that customer.
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
  private final KeyValueStore<Bytes, byte[]> byCustomer;
  private final KeyValueStore<Bytes, byte[]> redrives;
  private final byte[] list;
  private final long keptMillis;

  private LetterRows(Store<Bytes, byte[]> letters, int days, ProcessorContext<?, ?> context) {
    this.letters = context.getStateStore(letters.name());
    byCustomer = context.getStateStore(ReadModels.LETTERS_BY_CUSTOMER.name());
    redrives = context.getStateStore(ReadModels.REDRIVES.name());
    list = Keys.text(letters.name());
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
    forget(letter.key().account(), now);
    Bytes key = key(letter);
    String code = letter.rejectedFor();
    byte[] json = Json.bytes(code == null ? dead(letter) : rejected(letter, code));
    letters.put(key, ByteBuffer.allocate(1 + json.length).put(FORMAT).put(json).array());
    if (letter.customerId() != null) {
      byCustomer.put(
          Keys.join(prefix(letter.key()).get(), key.get()), digests(NamedCustomers.in(letter)));
    }
  }

  /** A record of a table has one row, however often the table is read. */
  private static Bytes key(DeadLetter letter) {
    String origin = letter.isOfTable() ? letter.origin() : null;
    return Keys.join(
        Keys.text(letter.key().account()),
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

  /** Removes all letters of a customer. */
  void erase(AccountKey customer) {
    erase(customer, named -> true);
  }

  /**
   * Removes the letters of one customer that name another. Where nobody can tell whom a letter
   * names, it is removed.
   */
  void eraseNaming(AccountKey customer, String otherId) {
    byte[] other = digest(new AccountKey(customer.account(), otherId));
    erase(customer, named -> names(named, other));
  }

  private void erase(AccountKey customer, Predicate<byte[]> which) {
    Bytes prefix = prefix(customer);
    List<Bytes> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = byCustomer.range(prefix, Keys.end(prefix))) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        if (which.test(row.value)) {
          found.add(row.key);
        }
      }
    }
    for (Bytes each : found) {
      byCustomer.delete(each);
      Bytes key = Keys.suffix(each, prefix.get().length);
      byte[] value = letters.get(key);
      remove(customer.account(), key, value == null ? null : read(value));
    }
  }

  /** Where the index has the letters of a customer. */
  private Bytes prefix(AccountKey customer) {
    return Keys.join(digest(customer), list);
  }

  private static byte[] digest(AccountKey customer) {
    return Sha256.of(KeySerde.bytes(customer));
  }

  /** Whom a letter names, as the index has it. */
  private static byte[] digests(Set<AccountKey> named) {
    ByteBuffer digests = ByteBuffer.allocate(1 + named.size() * Sha256.BYTES).put(FORMAT);
    named.forEach(each -> digests.put(digest(each)));
    return digests.array();
  }

  /** Whether one is among the {@link #digests}, or they cannot be read. */
  private static boolean names(byte[] digests, byte[] one) {
    if (digests.length % Sha256.BYTES != 1 || digests[0] != FORMAT) {
      return true;
    }
    for (int at = 1; at < digests.length; at += Sha256.BYTES) {
      if (Arrays.equals(digests, at, at + Sha256.BYTES, one, 0, Sha256.BYTES)) {
        return true;
      }
    }
    return false;
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

  /** Removes some of the letters that are no longer listed. */
  private void forget(String account, long now) {
    Bytes from = Bytes.wrap(Keys.text(account));
    Bytes end = Keys.join(from.get(), Keys.number(now - keptMillis));
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> rows = letters.range(from, end)) {
      while (rows.hasNext() && found.size() < FORGOTTEN_AT_ONCE) {
        found.add(rows.next());
      }
    }
    for (KeyValue<Bytes, byte[]> each : found) {
      ObjectNode item = read(each.value);
      remove(account, each.key, item);
      String customer = item == null ? null : item.path(Fields.CUSTOMER_ID).textValue();
      if (customer != null) {
        Bytes prefix = prefix(new AccountKey(account, customer));
        byCustomer.delete(Keys.join(prefix.get(), each.key.get()));
      }
    }
  }

  private void remove(String account, Bytes key, @Nullable ObjectNode item) {
    letters.delete(key);
    if (item != null) {
      redrives.delete(redriveKey(account, item.path("origin").asText()));
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
