package com.traitly.testkit.process;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Settings of a product that disturbs no other one on the same machine. */
public final class LocalSettings {
  private LocalSettings() {}

  /**
   * Any free ports, and a data directory.
   *
   * @param more further settings: name, value, name, value …
   */
  public static Map<String, String> in(Path directory, String... more) {
    Map<String, String> settings = new HashMap<>();
    settings.put("TRAITLY_PORT", "0");
    settings.put("TRAITLY_KAFKA_PORT", "0");
    settings.put("TRAITLY_DATA_DIR", directory.toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    return settings;
  }
}
