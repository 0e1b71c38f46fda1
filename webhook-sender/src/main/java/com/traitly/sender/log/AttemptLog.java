package com.traitly.sender.log;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.streams.list.Keys;
import com.traitly.streams.node.Store;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log. It stores each attempt once, with an index entry by customer and, unless it was
 * delivered, another among the failures; for each delivery it stores which attempt was the last.
 * Writing an attempt twice changes nothing. Only the stream thread may call it.
 *
 * @param store of one task
 */
public record AttemptLog(KeyValueStore<Bytes, byte[]> store) {
  /** All kinds of keys share a store, so that there is one changelog. */
  public static final Store<Bytes, byte[]> ATTEMPTS = Store.ofBytes("attempts");

  // The value of index entries. The attempts themselves are JSON, which describes its own content.
  private static final byte[] ENTRY = {1};

  /** Adds an attempt with its index entries. */
  void put(AccountKey endpoint, DeliveryAttempt attempt) {
    Bytes place = LogKeys.place(attempt);
    List<KeyValue<Bytes, byte[]>> rows = new ArrayList<>();
    rows.add(
        KeyValue.pair(
            LogKeys.at(LogKeys.attempts(endpoint), place), AttemptJson.STORED.bytes(attempt)));
    rows.add(
        KeyValue.pair(
            LogKeys.at(LogKeys.ofCustomer(endpoint, attempt.customerId()), place), ENTRY));
    if (!attempt.delivered()) {
      rows.add(KeyValue.pair(LogKeys.at(LogKeys.failures(endpoint), place), ENTRY));
    }
    if (attempt.last()) {
      rows.add(KeyValue.pair(LogKeys.last(endpoint, attempt.deliveryId()), place.get()));
    }
    store.putAll(rows);
  }

  /**
   * Removes a customer's attempts.
   *
   * @param upTo only attempts begun by then are removed, UNIX milliseconds
   */
  void forget(AccountKey endpoint, String customerId, long upTo) {
    Bytes prefix = LogKeys.ofCustomer(endpoint, customerId);
    List<Bytes> places = new ArrayList<>();
    try (var entries = store.range(prefix, Keys.join(prefix.get(), LogKeys.from(upTo + 1)))) {
      entries.forEachRemaining(entry -> places.add(Keys.suffix(entry.key, prefix.get().length)));
    }
    for (Bytes place : places) {
      byte[] value = store.get(LogKeys.at(LogKeys.attempts(endpoint), place));
      DeliveryAttempt attempt = value == null ? null : read(value);
      // Keys cut long ids, so attempts of other customers may be among these.
      if (attempt == null || attempt.customerId().equals(customerId)) {
        remove(endpoint, place, customerId, attempt);
      }
    }
  }

  /** The attempt with an id as callers know it; null when there is none, or none any more. */
  @Nullable DeliveryAttempt find(AccountKey endpoint, String id) {
    Bytes place = LogKeys.readId(id);
    byte[] value = place == null ? null : store.get(LogKeys.at(LogKeys.attempts(endpoint), place));
    return value == null ? null : read(value);
  }

  /** Reads an attempt as the log stores it; null when it cannot be read. */
  static @Nullable DeliveryAttempt read(byte[] value) {
    try {
      return AttemptJson.STORED.read(Json.read(value));
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  /**
   * Removes the oldest attempts of an endpoint.
   *
   * @param before only attempts begun before are removed, UNIX milliseconds
   * @return how many were removed, at most {@code most}
   */
  int clear(AccountKey endpoint, long before, int most) {
    Bytes prefix = LogKeys.attempts(endpoint);
    List<KeyValue<Bytes, byte[]>> old = new ArrayList<>();
    try (var entries = store.range(prefix, Keys.join(prefix.get(), LogKeys.from(before)))) {
      while (entries.hasNext() && old.size() < most) {
        old.add(entries.next());
      }
    }
    for (KeyValue<Bytes, byte[]> entry : old) {
      DeliveryAttempt attempt = read(entry.value);
      String customerId = attempt == null ? "" : attempt.customerId();
      remove(endpoint, Keys.suffix(entry.key, prefix.get().length), customerId, attempt);
    }
    return old.size();
  }

  /** Removes an attempt with the index entries that are known for it; null if it is unreadable. */
  private void remove(
      AccountKey endpoint, Bytes place, String customerId, @Nullable DeliveryAttempt attempt) {
    store.delete(LogKeys.at(LogKeys.attempts(endpoint), place));
    store.delete(LogKeys.at(LogKeys.ofCustomer(endpoint, customerId), place));
    store.delete(LogKeys.at(LogKeys.failures(endpoint), place));
    if (attempt != null) {
      Bytes last = LogKeys.last(endpoint, attempt.deliveryId());
      byte[] at = store.get(last);
      if (at != null && place.equals(Bytes.wrap(at))) {
        store.delete(last);
      }
    }
  }

  /** The first endpoint with attempts after the given one; null when there is none. */
  @Nullable AccountKey endpointAfter(@Nullable AccountKey endpoint) {
    Bytes from = endpoint == null ? LogKeys.allAttempts() : Keys.end(LogKeys.attempts(endpoint));
    try (var entries = store.range(from, Keys.end(LogKeys.allAttempts()))) {
      if (!entries.hasNext()) {
        return null;
      }
      Bytes key = entries.next().key;
      return key.get()[0] == LogKeys.allAttempts().get()[0] ? LogKeys.readEndpoint(key) : null;
    }
  }
}
