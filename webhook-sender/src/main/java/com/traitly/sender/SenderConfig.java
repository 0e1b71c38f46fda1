package com.traitly.sender;

import com.traitly.platform.config.ConfigKey;
import com.traitly.sender.rules.RetrySchedule;
import java.util.List;

/** Settings of the webhook-sender. */
public final class SenderConfig {
  public static final ConfigKey<Boolean> ALLOW_PRIVATE =
      ConfigKey.flag(
          "TRAITLY_WEBHOOK_ALLOW_PRIVATE",
          "whether webhooks may go to private, loopback and other special addresses",
          false);
  public static final ConfigKey<RetrySchedule> RETRIES =
      new ConfigKey<>(
          "TRAITLY_WEBHOOK_RETRIES",
          "seconds to wait after the first, second, ... attempt, with commas between",
          RetrySchedule.DEFAULT,
          RetrySchedule::parse);

  private SenderConfig() {}

  /** All of them, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(ALLOW_PRIVATE, RETRIES);
  }
}
