package com.traitly.query.live;

import com.traitly.platform.config.ConfigKey;
import java.util.List;

/** Settings of streams. */
public final class LiveKeys {
  public static final ConfigKey<Integer> PER_ACCOUNT =
      ConfigKey.integer(
          "TRAITLY_STREAMS_PER_ACCOUNT",
          "streams of what happens now that an account may have open at one query-api",
          20,
          1,
          1_000);

  private LiveKeys() {}

  /** All of them, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(PER_ACCOUNT);
  }
}
