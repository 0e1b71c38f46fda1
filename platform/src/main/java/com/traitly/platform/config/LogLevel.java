package com.traitly.platform.config;

import ch.qos.logback.core.PropertyDefinerBase;
import com.traitly.platform.lifecycle.StartupFailure;

/**
 * Tells logback.xml which level is configured. Logback itself would take an empty variable for a
 * level, and DEBUG for a word it does not know.
 */
public final class LogLevel extends PropertyDefinerBase {
  @Override
  public String getPropertyValue() {
    return of(Config.ofEnvironment());
  }

  /** What is configured; the default while the process is about to be refused for it. */
  static String of(Config config) {
    try {
      return config.get(CommonKeys.LOG_LEVEL);
    } catch (StartupFailure refusedAtStart) {
      return CommonKeys.LOG_LEVEL.fallback();
    }
  }
}
