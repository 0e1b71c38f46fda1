package com.traitly.sender;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.sender.endpoint.CircuitBreakerRules;
import com.traitly.sender.endpoint.DisablingRules;
import com.traitly.sender.endpoint.OutcomeRules;
import com.traitly.sender.endpoint.RetrySchedule;
import com.traitly.sender.http.AddressPolicy;
import com.traitly.sender.http.Cidr;
import java.time.Duration;
import java.util.List;

/** Settings of the webhook-sender. */
public final class SenderConfig {
  public static final ConfigKey<Boolean> ALLOW_PRIVATE =
      ConfigKey.flag(
          "TRAITLY_WEBHOOK_ALLOW_PRIVATE",
          "whether webhooks may go to private, loopback and other special addresses",
          false);
  public static final ConfigKey<List<Cidr>> ALLOW_ADDRESSES =
      new ConfigKey<>(
          "TRAITLY_WEBHOOK_ALLOW_ADDRESSES",
          "special addresses webhooks may go to all the same: address/bits, with commas between",
          "",
          Cidr::parseAll);
  public static final ConfigKey<RetrySchedule> RETRIES =
      new ConfigKey<>(
          "TRAITLY_WEBHOOK_RETRIES",
          "seconds to wait after the first, second, ... attempt, with commas between",
          RetrySchedule.DEFAULT,
          RetrySchedule::parse);
  public static final ConfigKey<Integer> RETRY_JITTER =
      ConfigKey.integer(
          "TRAITLY_WEBHOOK_RETRY_JITTER",
          "per cent by which each of these may be shorter or longer",
          20,
          0,
          100);
  public static final ConfigKey<Integer> LONGEST_RETRY_AFTER =
      seconds(
          "TRAITLY_WEBHOOK_RETRY_AFTER_MAX",
          "seconds up to which a receiver's Retry-After is honoured",
          Duration.ofHours(24));
  public static final ConfigKey<Integer> TIMEOUT =
      ConfigKey.integer(
          "TRAITLY_WEBHOOK_TIMEOUT", "seconds a receiver has for its whole answer", 15, 1, 300);
  public static final ConfigKey<Integer> TOLERATED =
      ConfigKey.integer(
          "TRAITLY_WEBHOOK_TOLERATED",
          "refusals in a row after which an endpoint is probed by one request at a time",
          5,
          1,
          1_000);
  public static final ConfigKey<Integer> FIRST_PAUSE =
      seconds(
          "TRAITLY_WEBHOOK_PAUSE",
          "seconds a failing endpoint is left alone; doubled after each probe that fails",
          Duration.ofSeconds(1));
  public static final ConfigKey<Integer> LONGEST_PAUSE =
      seconds(
          "TRAITLY_WEBHOOK_PAUSE_MAX",
          "seconds between two probes at most, unless the receiver asks for more",
          Duration.ofSeconds(32));
  public static final ConfigKey<Integer> DISABLE_AFTER =
      seconds(
          "TRAITLY_WEBHOOK_DISABLE_AFTER",
          "seconds of nothing but failure after which an endpoint is disabled",
          Duration.ofDays(5));

  private static final int MOST_SECONDS = 30 * 24 * 3_600;
  private static final double PER_CENT = 100;

  private SenderConfig() {}

  /** All settings, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        ALLOW_PRIVATE,
        ALLOW_ADDRESSES,
        RETRIES,
        RETRY_JITTER,
        LONGEST_RETRY_AFTER,
        TIMEOUT,
        TOLERATED,
        FIRST_PAUSE,
        LONGEST_PAUSE,
        DISABLE_AFTER);
  }

  static AddressPolicy addresses(Config config) {
    return new AddressPolicy(
        config.get(ALLOW_PRIVATE),
        config.get(CommonKeys.WEBHOOK_ALLOW_HTTP),
        config.get(ALLOW_ADDRESSES));
  }

  static OutcomeRules outcomes(Config config) {
    return new OutcomeRules(
        config.get(RETRIES).with(config.get(RETRY_JITTER) / PER_CENT),
        Duration.ofSeconds(config.get(LONGEST_RETRY_AFTER)));
  }

  static CircuitBreakerRules circuits(Config config) {
    return new CircuitBreakerRules(
        config.get(TOLERATED),
        Duration.ofSeconds(config.get(FIRST_PAUSE)),
        Duration.ofSeconds(config.get(LONGEST_PAUSE)));
  }

  static DisablingRules disabling(Config config) {
    return new DisablingRules(Duration.ofSeconds(config.get(DISABLE_AFTER)));
  }

  static Duration timeout(Config config) {
    return Duration.ofSeconds(config.get(TIMEOUT));
  }

  private static ConfigKey<Integer> seconds(String name, String description, Duration fallback) {
    return ConfigKey.integer(name, description, (int) fallback.toSeconds(), 1, MOST_SECONDS);
  }
}
