package com.traitly.sender.log;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.streams.list.Keys;
import java.util.Base64;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the log. Each begins with its kind, account and endpoint; then
 *
 * <ul>
 *   <li>attempts and failures: place
 *   <li>of a customer: customer (cut when long), place
 *   <li>the last attempt of a delivery: delivery; its value is the place
 * </ul>
 *
 * where a place is: start of the attempt, delivery, number of the attempt.
 */
final class LogKeys {
  private static final byte[] ATTEMPTS = {0};
  private static final byte[] OF_CUSTOMER = {1};
  private static final byte[] FAILURES = {2};
  private static final byte[] LAST = {3};
  private static final String ID_START = "att_";

  private LogKeys() {}

  static Bytes place(DeliveryAttempt attempt) {
    return Keys.join(
        Keys.number(attempt.startedAt()),
        Keys.text(attempt.deliveryId()),
        Keys.number(attempt.number()));
  }

  /** The lower bound of all places at or after an instant. */
  static byte[] from(long instant) {
    return Keys.number(instant);
  }

  static Bytes attempts(AccountKey endpoint) {
    return prefix(ATTEMPTS, endpoint);
  }

  static Bytes ofCustomer(AccountKey endpoint, String customerId) {
    return Keys.join(prefix(OF_CUSTOMER, endpoint).get(), Keys.indexed(customerId));
  }

  static Bytes failures(AccountKey endpoint) {
    return prefix(FAILURES, endpoint);
  }

  static Bytes last(AccountKey endpoint, String deliveryId) {
    return Keys.join(prefix(LAST, endpoint).get(), Keys.text(deliveryId));
  }

  static Bytes at(Bytes prefix, Bytes place) {
    return Keys.join(prefix.get(), place.get());
  }

  /** The prefix of the keys of all attempts of all endpoints. */
  static Bytes allAttempts() {
    return Bytes.wrap(ATTEMPTS);
  }

  /** Reads the endpoint from the key of an attempt. */
  static AccountKey readEndpoint(Bytes attemptKey) {
    Keys.Reader reader = new Keys.Reader(Keys.suffix(attemptKey, ATTEMPTS.length).get());
    return new AccountKey(reader.text(), reader.text());
  }

  /** An attempt's id as callers see it. */
  static String id(Bytes place) {
    return ID_START + Base64.getUrlEncoder().withoutPadding().encodeToString(place.get());
  }

  /** Reads {@link #id}; null when it cannot be one. */
  static @Nullable Bytes readId(String id) {
    try {
      return id.startsWith(ID_START)
          ? Bytes.wrap(Base64.getUrlDecoder().decode(id.substring(ID_START.length())))
          : null;
    } catch (IllegalArgumentException notBase64) {
      return null;
    }
  }

  private static Bytes prefix(byte[] kind, AccountKey endpoint) {
    return Keys.join(kind, Keys.text(endpoint.account()), Keys.text(endpoint.id()));
  }
}
