package com.traitly.contracts.topic;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Names of record headers, and how they are written: as UTF-8 text. */
public final class RecordHeaders {
  /**
   * The record's id, the same in every replay; an announcement's is also the {@code webhook-id} of
   * its deliveries.
   */
  public static final String ID = "id";

  /** Kind of the value, as in its {@code object} field. */
  public static final String OBJECT = "object";

  /** The account of the customer that an announcement is about. */
  public static final String ACCOUNT = "account";

  /** Name of the goal that an announcement is about. */
  public static final String GOAL = "goal";

  /** Version of the value's schema. */
  public static final String SCHEMA = "schema";

  /** The record that caused this one: {@code topic-partition@offset}. */
  public static final String CAUSE = "cause";

  /** Grows by one with each announcement of a customer. */
  public static final String SEQUENCE = "sequence";

  /**
   * On the tombstone of a profile: when the erasure was sent, in UNIX milliseconds. The record's
   * own time is when it was carried out.
   */
  public static final String ERASED_AT = "erased-at";

  /**
   * On the tombstone of the profile of an anonymous id: the customer that it was linked to, whose
   * events its events are now.
   */
  public static final String LINKED_TO = "linked-to";

  /** The {@code Request-Id} of the HTTP request that wrote the record. */
  public static final String REQUEST_ID = "request-id";

  /** The trace that the HTTP request belonged to (W3C Trace Context). */
  public static final String TRACEPARENT = "traceparent";

  private static final Pattern INSTANT = Pattern.compile("\\d{1,18}");

  private RecordHeaders() {}

  /** Sets a header, replacing one of the same name. */
  public static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** The last header of this name as text; null when there is none. */
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /**
   * When the erasure of a customer was sent, which may be long before it was carried out, in UNIX
   * milliseconds.
   *
   * @param timestamp the tombstone's own time
   */
  public static long erasedAt(Headers headers, long timestamp) {
    String sentAt = text(headers, ERASED_AT);
    return sentAt == null || !INSTANT.matcher(sentAt).matches()
        ? timestamp
        : Math.min(Long.parseLong(sentAt), timestamp);
  }
}
