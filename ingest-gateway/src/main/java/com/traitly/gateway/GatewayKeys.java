package com.traitly.gateway;

import com.traitly.platform.config.ConfigKey;
import java.util.List;

/** Settings of the gateway. */
public final class GatewayKeys {
  static final ConfigKey<String> BOOTSTRAP_ACCOUNTS =
      ConfigKey.text(
          "TRAITLY_BOOTSTRAP_ACCOUNTS",
          "further accounts with their first admin API keys: account=key, with commas between",
          "");
  static final ConfigKey<Integer> IN_FLIGHT_REQUESTS =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_REQUESTS",
          "writes being served at once; more are answered 503",
          4_096,
          1,
          1_000_000);
  static final ConfigKey<Integer> IN_FLIGHT_REQUESTS_PER_ACCOUNT =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_REQUESTS_PER_ACCOUNT",
          "writes of one account being served at once; more are answered 429",
          2_048,
          1,
          1_000_000);
  static final ConfigKey<Integer> IN_FLIGHT_MIB =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_MIB",
          "MiB of bodies being served at once; more are answered 503",
          32,
          16,
          4_096);

  private GatewayKeys() {}

  /** All of them, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        BOOTSTRAP_ACCOUNTS, IN_FLIGHT_REQUESTS, IN_FLIGHT_REQUESTS_PER_ACCOUNT, IN_FLIGHT_MIB);
  }
}
