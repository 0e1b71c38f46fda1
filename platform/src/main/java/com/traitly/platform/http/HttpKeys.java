package com.traitly.platform.http;

import com.traitly.platform.config.ConfigKey;
import java.util.List;

/** Settings of every process's HTTP server. */
public final class HttpKeys {
  static final ConfigKey<Integer> CONNECTIONS =
      ConfigKey.integer(
          "TRAITLY_HTTP_CONNECTIONS",
          "connections open at once; more wait until one is closed",
          10_000,
          1,
          1_000_000);
  static final ConfigKey<Integer> RATE_LIMIT =
      ConfigKey.integer(
          "TRAITLY_HTTP_RATE_LIMIT",
          "requests a second of one API key to one process; more are answered 429; 0 for no limit",
          0,
          0,
          1_000_000);
  static final ConfigKey<Integer> RATE_BURST =
      ConfigKey.integer(
          "TRAITLY_HTTP_RATE_BURST",
          "requests that one API key may make at once under that limit",
          100,
          1,
          1_000_000);
  static final ConfigKey<List<String>> CORS_ORIGINS =
      new ConfigKey<>(
          "TRAITLY_HTTP_CORS_ORIGINS",
          "origins whose web pages may call the API, with commas between; * for all",
          "",
          Cors::origins);

  private HttpKeys() {}

  /** All of them, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(CONNECTIONS, RATE_LIMIT, RATE_BURST, CORS_ORIGINS);
  }
}
