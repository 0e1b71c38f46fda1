package com.traitly.platform.config;

import java.util.HashMap;
import java.util.Map;

/** The environment, read through declared keys. Immutable. */
public final class Config {
  private final Map<String, String> values;

  private Config(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** The process's environment variables. */
  public static Config ofEnvironment() {
    return new Config(System.getenv());
  }

  /** Given variables, for tests and for processes run inside another. */
  public static Config of(Map<String, String> values) {
    return new Config(values);
  }

  /** This configuration with some variables replaced. */
  public Config with(Map<String, String> replaced) {
    Map<String, String> merged = new HashMap<>(values);
    merged.putAll(replaced);
    return new Config(merged);
  }

  /**
   * The value of a key; an empty variable counts as not set.
   *
   * @throws com.traitly.platform.lifecycle.StartupFailure when the text cannot be read
   */
  public <T> T get(ConfigKey<T> key) {
    String text = values.getOrDefault(key.name(), "");
    return key.read(text.isBlank() ? key.fallback() : text);
  }
}
