package com.traitly.sender.log;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.streams.list.Keys;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import com.traitly.streams.list.Scan;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log of an endpoint in order of time, by the index that has the fewest entries.
 * Thread-safe.
 *
 * @param store of one partition
 */
record LogReads(ReadOnlyKeyValueStore<Bytes, byte[]> store) {
  /** A page of the attempts that match. */
  Page attempts(AccountKey endpoint, AttemptFilter filter, PageRequest part) {
    return page(endpoint, filter, part, LogReads::item);
  }

  /** A page of the deliveries that were given up and have not been delivered since. */
  Page undelivered(AccountKey endpoint, AttemptFilter filter, PageRequest part) {
    AttemptFilter givenUp =
        new AttemptFilter(filter.customerId(), "given_up", filter.since(), filter.until());
    return page(
        endpoint,
        givenUp,
        part,
        (id, attempt) -> attempt == null || isLast(endpoint, attempt) ? item(id, attempt) : null);
  }

  /** What a list shows of an attempt; null means one that cannot be read. */
  private static JsonNode item(String id, @Nullable DeliveryAttempt attempt) {
    return attempt == null
        ? Json.object().put("id", id).put("unreadable", true)
        : AttemptJson.item(id, attempt);
  }

  /** Whether this attempt is the last that the log knows of its delivery. */
  boolean isLast(AccountKey endpoint, DeliveryAttempt attempt) {
    byte[] at = store.get(LogKeys.last(endpoint, attempt.deliveryId()));
    return at != null && Arrays.equals(at, LogKeys.place(attempt).get());
  }

  /**
   * A page of the attempts that match.
   *
   * @param item makes an item of an id and its attempt, which is null when it cannot be read; null
   *     to leave it out
   */
  Page page(
      AccountKey endpoint,
      AttemptFilter filter,
      PageRequest part,
      BiFunction<String, @Nullable DeliveryAttempt, @Nullable JsonNode> item) {
    Bytes prefix = prefix(endpoint, filter);
    return Scan.between(prefix, filter.since(), filter.until(), part)
        .page(
            store,
            entry -> {
              Bytes place = Keys.suffix(entry.key, prefix.get().length);
              byte[] value = store.get(LogKeys.at(LogKeys.attempts(endpoint), place));
              if (value == null) {
                return null;
              }
              DeliveryAttempt attempt = AttemptLog.read(value);
              return attempt == null || filter.matches(attempt)
                  ? item.apply(LogKeys.id(place), attempt)
                  : null;
            });
  }

  private static Bytes prefix(AccountKey endpoint, AttemptFilter filter) {
    String customerId = filter.customerId();
    if (customerId != null) {
      return LogKeys.ofCustomer(endpoint, customerId);
    }
    return filter.failuresOnly() ? LogKeys.failures(endpoint) : LogKeys.attempts(endpoint);
  }
}
