package com.traitly.platform.secret;

import com.traitly.platform.config.ConfigKey;
import java.util.List;

/** Where the master keys come from. */
public final class SecretKeys {
  public static final ConfigKey<String> SECRET_KEY =
      new ConfigKey<>(
          "TRAITLY_SECRET_KEY",
          "encrypts signing secrets, URLs and headers of webhooks at rest: 32 random bytes in base64;"
              + " the newest first, then, with commas between, older ones that only decrypt",
          "",
          MasterKeys::checked,
          true);
  public static final ConfigKey<String> SECRET_KEY_FILE =
      ConfigKey.text(
          "TRAITLY_SECRET_KEY_FILE", "a file that holds them instead, one on each line", "");

  private SecretKeys() {}

  /** All of them, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(SECRET_KEY, SECRET_KEY_FILE);
  }
}
