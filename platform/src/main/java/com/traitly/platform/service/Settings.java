package com.traitly.platform.service;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.config.Unguessable;
import com.traitly.platform.http.HttpKeys;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Checks the settings of a process as a whole before anything is started. */
public final class Settings {
  private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

  private Settings() {}

  /** The settings that every process has, and those of its services. */
  public static List<ConfigKey<?>> with(List<List<ConfigKey<?>>> ofService) {
    return Stream.concat(
            Stream.of(CommonKeys.all(), HttpKeys.all()).flatMap(List::stream),
            ofService.stream().flatMap(List::stream))
        .distinct()
        .toList();
  }

  /**
   * Refuses all wrong settings at once, warns of published secrets, and logs every setting at level
   * DEBUG.
   *
   * @param name of the process, for the log
   * @throws com.traitly.platform.lifecycle.StartupFailure with one sentence for each wrong setting
   */
  public static void check(String name, Config config, List<ConfigKey<?>> keys) {
    config.check(keys);
    for (ConfigKey<?> key : keys) {
      LOG.debug("{} has {}={}", name, key.name(), config.shown(key));
      if (config.get(key) instanceof String text && Unguessable.published(text)) {
        LOG.warn(
            "{} is the example of docker-compose.yml, which everybody can read: set one of your own"
                + " before anyone else can reach this machine",
            key.name());
      }
    }
  }
}
