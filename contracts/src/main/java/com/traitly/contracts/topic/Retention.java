package com.traitly.contracts.topic;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How long topics keep their records, as settings of a topic. */
final class Retention {
  /** Keeps the last record of each key. */
  static final Map<String, String> COMPACTED = Map.of("cleanup.policy", "compact");

  /** Keeps everything. */
  static final Map<String, String> UNLIMITED = kept(-1);

  private static final int LARGE_BYTES = 16 << 20;

  /** Room in a dead letter for what is added to the record. */
  private static final int BESIDE_RECORD = 1 << 20;

  private Retention() {}

  /** Keeps the records of the last so many days. */
  static Map<String, String> days(int days) {
    return kept(Duration.ofDays(days).toMillis());
  }

  /** Keeps the last record of each key, for so many days. */
  static Map<String, String> compactedFor(int days) {
    Map<String, String> settings = new HashMap<>(days(days));
    settings.put("cleanup.policy", "compact,delete");
    return Map.copyOf(settings);
  }

  /** Allows values that grow with a customer's activity or a model's signals. */
  static Map<String, String> large(Map<String, String> settings) {
    return upTo(LARGE_BYTES, settings);
  }

  /** Allows any record of our topics and what a dead letter adds to it. */
  static Map<String, String> largest(Map<String, String> settings) {
    return upTo(LARGE_BYTES + BESIDE_RECORD, settings);
  }

  private static Map<String, String> upTo(int bytes, Map<String, String> settings) {
    Map<String, String> merged = new HashMap<>(settings);
    merged.put("max.message.bytes", Integer.toString(bytes));
    return Map.copyOf(merged);
  }

  private static Map<String, String> kept(long millis) {
    return Map.of("cleanup.policy", "delete", "retention.ms", Long.toString(millis));
  }
}
