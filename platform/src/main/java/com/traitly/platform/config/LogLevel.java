package com.traitly.platform.config;

import ch.qos.logback.core.PropertyDefinerBase;
import com.traitly.platform.lifecycle.StartupFailure;

/**
 * Gives logback.xml the configured level. Logback itself would take an empty variable for a level,
 * and would use DEBUG for a word that it does not know.
 */
public final class LogLevel extends PropertyDefinerBase {
  @Override
  public String getPropertyValue() {
    return of(Config.ofEnvironment());
  }

  /**
   * The configured level; the default when it is wrong, since the process then refuses to start.
   */
  static String of(Config config) {
    try {
      return config.get(CommonKeys.LOG_LEVEL);
    } catch (StartupFailure refusedAtStart) {
      return CommonKeys.LOG_LEVEL.fallback();
    }
  }
}
