package com.traitly.contracts.topic;

import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.MessageTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * What could not be read, handled or accepted, as stored on the topic {@code dead-letters}: a
 * record of another topic, or a message that a caller sent and the gateway rejected.
 *
 * @param partition of that topic
 * @param offset on that topic
 * @param millis the record's own timestamp, UNIX milliseconds
 * @param key the record's key; its account owns the letter
 * @param value the record's bytes; null for a tombstone
 * @param headers the record's headers, and those that say where it was and why it is here
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record DeadLetter(
    int partition,
    long offset,
    long millis,
    AccountKey key,
    byte @Nullable [] value,
    Headers headers) {
  /** How many days letters are kept. */
  public static final int KEPT_DAYS = 90;

  /** How many days rejected messages are listed, and rejected items can be watched afterwards. */
  public static final int REJECTED_DAYS = 7;

  /** The prefix of all headers that were added to the record's own (KIP-1034). */
  private static final String ADDED = "__streams.errors.";

  private static final String TOPIC = ADDED + "topic";
  private static final String PARTITION = ADDED + "partition";
  private static final String OFFSET = ADDED + "offset";
  private static final String EXCEPTION = ADDED + "exception";
  private static final String MESSAGE = ADDED + "message";
  private static final String TABLE = ADDED + "table";
  private static final String KEY = ADDED + "key";
  private static final String REJECTED = ADDED + "rejected";
  private static final int MOST_CHARACTERS = 1_000;
  private static final int LONGEST_NAME = 249;

  /** What a letter takes of a foreign record, at most; topics of ours hold no larger ones. */
  private static final int MOST_BYTES = 8 << 20;

  private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

  /**
   * The letter for a record that was passed over: the record, with headers that say where it was
   * and why. It has the record's time, so that an erasure since then covers the letter too.
   *
   * @param letters name of the topic
   * @param why the exception that a reader threw
   */
  public static ProducerRecord<byte[], byte[]> written(
      String letters, SkippedRecord record, Exception why) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(
            letters, null, Math.max(0, record.millis()), record.key(), record.value());
    Headers headers = letter.headers();
    for (Header each : record.headers()) {
      // A record's own header with our prefix would be taken for ours.
      if (!isAdded(each.key())) {
        headers.add(each);
      }
    }
    RecordHeaders.put(headers, TOPIC, record.topic());
    RecordHeaders.put(headers, PARTITION, Integer.toString(record.partition()));
    RecordHeaders.put(headers, OFFSET, Long.toString(record.offset()));
    RecordHeaders.put(headers, EXCEPTION, why.getClass().getName());
    RecordHeaders.put(headers, MESSAGE, SkippedRecord.reason(why));
    return letter;
  }

  /**
   * As {@link #written}, for a record of a table. Tables are read again at each start, so the
   * letter may exist already.
   */
  public static ProducerRecord<byte[], byte[]> ofTable(
      String letters, SkippedRecord record, Exception why) {
    ProducerRecord<byte[], byte[]> letter = written(letters, record, why);
    RecordHeaders.put(letter.headers(), TABLE, "1");
    return letter;
  }

  /**
   * As {@link #written}, for a record of a topic that is not ours. It has the time at which the
   * record was read, because the record's own may lie long before what the topic keeps, and it
   * keeps the record's key as a header. Of a record that is too large it has the beginning.
   *
   * @param owner the account, with the id of the customer or an empty one when it is not known
   */
  public static ProducerRecord<byte[], byte[]> ofSource(
      String letters, SkippedRecord record, AccountKey owner, long readAt, Exception why) {
    byte[] key = record.key();
    byte[] value = record.value();
    long headers = 0;
    for (Header each : record.headers()) {
      headers += each.key().length() + (each.value() == null ? 0 : each.value().length);
    }
    ProducerRecord<byte[], byte[]> letter =
        written(
            letters,
            new SkippedRecord(
                record.topic(),
                record.partition(),
                record.offset(),
                readAt,
                KeySerde.bytes(owner),
                value == null ? null : beginning(value),
                headers > MOST_BYTES
                    ? new org.apache.kafka.common.header.internals.RecordHeaders()
                    : record.headers()),
            why);
    if (key != null) {
      letter.headers().add(KEY, beginning(key));
    }
    return letter;
  }

  private static byte[] beginning(byte[] bytes) {
    return bytes.length <= MOST_BYTES ? bytes : Arrays.copyOf(bytes, MOST_BYTES);
  }

  /**
   * The letter for a message that the gateway rejected.
   *
   * @param letters name of the topic
   * @param owner the account and the customer whom the message is about; an empty id when it names
   *     none that can be used
   * @param receivedAt UNIX milliseconds
   * @param message its bytes as sent, or the start of them
   * @param code what kind of problem it is
   * @param reason what is wrong and what would be right
   */
  public static ProducerRecord<byte[], byte[]> rejected(
      String letters,
      AccountKey owner,
      long receivedAt,
      byte[] message,
      ErrorCode code,
      String reason) {
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(letters, null, receivedAt, KeySerde.bytes(owner), message);
    RecordHeaders.put(letter.headers(), REJECTED, code.code());
    RecordHeaders.put(letter.headers(), MESSAGE, reason);
    return letter;
  }

  /** A letter whose key names an account; empty when no account owns it. */
  public static Optional<DeadLetter> of(
      int partition,
      long offset,
      long millis,
      byte @Nullable [] key,
      byte @Nullable [] value,
      Headers headers) {
    if (key == null) {
      return Optional.empty();
    }
    try {
      AccountKey parsed = KeySerde.instance().deserializer().deserialize("", key);
      return Optional.of(new DeadLetter(partition, offset, millis, parsed, value, headers));
    } catch (SerializationException unreadable) {
      return Optional.empty();
    }
  }

  /** The letter's id: its place on the topic. */
  public String id() {
    return partition + "-" + offset;
  }

  /** Name of the topic that the record was on; null when unknown. */
  public @Nullable String originTopic() {
    String topic = RecordHeaders.text(headers, TOPIC);
    return topic == null || topic.length() > LONGEST_NAME ? null : topic;
  }

  /** Where the record was, {@code topic-partition@offset}; null when unknown. */
  public @Nullable String origin() {
    String topic = originTopic();
    String from = RecordHeaders.text(headers, PARTITION);
    String at = RecordHeaders.text(headers, OFFSET);
    return topic == null || !isNumber(from) || !isNumber(at) ? null : topic + "-" + from + "@" + at;
  }

  /** Whether the record is of a table of definitions or API keys, rather than about a customer. */
  public boolean isOfTable() {
    return headers.lastHeader(TABLE) != null;
  }

  /**
   * The customer whom the letter is about; null when it is a table's, or of nobody in particular.
   */
  public @Nullable String customerId() {
    return isOfTable() || key.id().isEmpty() ? null : key.id();
  }

  /** The kind of problem for which the gateway rejected the message; null for any other letter. */
  public @Nullable String rejectedFor() {
    return RecordHeaders.text(headers, REJECTED);
  }

  /** Class of the exception; null when there was none. */
  public @Nullable String exception() {
    return shortened(RecordHeaders.text(headers, EXCEPTION));
  }

  /** The message of the exception, or why a message was rejected; null when nothing is said. */
  public @Nullable String message() {
    return shortened(RecordHeaders.text(headers, MESSAGE));
  }

  /** The start of the value as text, as far as it is text; null for a tombstone. */
  public @Nullable String excerpt() {
    return value == null
        ? null
        : shortened(
            new String(
                value, 0, Math.min(value.length, 4 * MOST_CHARACTERS), StandardCharsets.UTF_8));
  }

  /** Whether a header was added to the letter, rather than sent with the record. */
  public static boolean isAdded(String header) {
    return header.startsWith(ADDED);
  }

  private static @Nullable String shortened(@Nullable String text) {
    return text == null ? null : MessageTemplate.cut(text, MOST_CHARACTERS);
  }

  private static boolean isNumber(@Nullable String text) {
    return text != null && NUMBER.matcher(text).matches();
  }
}
