package com.traitly.contracts.topic;

import com.traitly.contracts.model.AccountKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read or handled, as it lies on the topic {@code dead-letters}.
 *
 * @param partition of that topic
 * @param offset on that topic
 * @param millis the record's own timestamp, UNIX milliseconds
 * @param key the record's, whose account the letter belongs to
 * @param value the record's bytes; null for a tombstone
 * @param headers the record's, and those that say where it lay and why it is here
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

  /** What all headers start with that were added to the record's own (KIP-1034). */
  private static final String ADDED = "__streams.errors.";

  /** A letter whose key names an account; empty when it belongs to nobody. */
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
      AccountKey parsed = AccountKey.parse(new String(key, StandardCharsets.UTF_8));
      return Optional.of(new DeadLetter(partition, offset, millis, parsed, value, headers));
    } catch (IllegalArgumentException unreadable) {
      return Optional.empty();
    }
  }

  /** How it is named: its place on the topic. */
  public String id() {
    return partition + "-" + offset;
  }

  /** Name of the topic it lay on; null when that is not known. */
  public @Nullable String originTopic() {
    return added("topic");
  }

  /** Where it lay, {@code topic-partition@offset}; null when that is not known. */
  public @Nullable String origin() {
    String at = added("offset");
    return at == null ? null : originTopic() + "-" + added("partition") + "@" + at;
  }

  /** Class of the exception; null when there was none. */
  public @Nullable String exception() {
    return added("exception");
  }

  /** What the exception says; null when nothing. */
  public @Nullable String message() {
    return added("message");
  }

  /** Whether a header came with the letter rather than with the record. */
  public static boolean isAdded(String header) {
    return header.startsWith(ADDED);
  }

  private @Nullable String added(String name) {
    return RecordHeaders.text(headers, ADDED + name);
  }
}
