package com.traitly.platform.config;

import com.traitly.platform.lifecycle.StartupFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The environment, read through declared keys. An empty variable counts as not set. A variable that
 * is set always applies; a process may choose other defaults. Immutable.
 */
public final class Config {
  private final Map<String, String> set;
  private final Map<String, String> defaults;

  private Config(Map<String, String> values, Map<String, String> defaults) {
    Map<String, String> filled = new HashMap<>(values);
    filled.values().removeIf(String::isBlank);
    this.set = Map.copyOf(filled);
    this.defaults = Map.copyOf(defaults);
  }

  /** The process's environment variables. */
  public static Config ofEnvironment() {
    return of(System.getenv());
  }

  /** The given variables, for tests and for processes that run inside another. */
  public static Config of(Map<String, String> values) {
    return new Config(values, Map.of());
  }

  /** This configuration with some variables replaced. */
  public Config with(Map<String, String> replaced) {
    Map<String, String> merged = new HashMap<>(set);
    merged.putAll(replaced);
    return new Config(merged, defaults);
  }

  /** This configuration with other defaults for variables that are not set. */
  public Config withDefaults(Map<String, String> others) {
    Map<String, String> merged = new HashMap<>(defaults);
    merged.putAll(others);
    return new Config(set, merged);
  }

  /** Whether a variable is set and not empty. */
  public boolean isSet(ConfigKey<?> key) {
    return set.containsKey(key.name());
  }

  /**
   * The value of a key.
   *
   * @throws StartupFailure when the text cannot be read
   */
  public <T> T get(ConfigKey<T> key) {
    return key.read(text(key));
  }

  /**
   * Reads all of these keys, so that every wrong one is reported at the first start.
   *
   * @throws StartupFailure with one sentence for each key that cannot be read
   */
  public void check(Collection<ConfigKey<?>> keys) {
    List<String> problems = new ArrayList<>();
    for (ConfigKey<?> key : keys) {
      try {
        key.read(text(key));
      } catch (StartupFailure wrong) {
        problems.add(String.valueOf(wrong.getMessage()));
      }
    }
    if (!problems.isEmpty()) {
      throw new StartupFailure(String.join(System.lineSeparator(), problems));
    }
  }

  /** The text that applies for a key, in a form that may be logged. */
  public String shown(ConfigKey<?> key) {
    return key.shown(text(key));
  }

  String text(ConfigKey<?> key) {
    String text = set.get(key.name());
    return text == null ? defaults.getOrDefault(key.name(), key.fallback()) : text;
  }
}
