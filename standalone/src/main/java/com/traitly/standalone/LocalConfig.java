package com.traitly.standalone;

import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.secret.SecretKeys;
import com.traitly.sender.SenderConfig;
import com.traitly.streams.state.StateKeys;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * The settings of each service when all run on one machine. A variable that is set applies, as it
 * does in single processes; only the defaults differ.
 *
 * @param common the settings of the process as a whole
 */
record LocalConfig(Config common, StatePorts ports) {
  /** The port of the broker inside. */
  static final ConfigKey<Integer> KAFKA_PORT =
      ConfigKey.integer(
          "TRAITLY_KAFKA_PORT",
          "single process: port of the broker inside, on this machine only; the next free one when"
              + " it is taken; 0 picks any",
          9_092,
          0,
          65_535);

  /** Fixed defaults that differ from those of single processes. */
  static final Map<ConfigKey<?>, String> DEFAULTS =
      Map.of(
          // Every partition is a set of RocksDB instances in this one JVM, so a few are enough.
          CommonKeys.PARTITIONS, "3",
          StateKeys.STATE_PORT, "0",
          StateKeys.STANDBYS, "0",
          // A newcomer's receiver runs on the same machine.
          SenderConfig.ALLOW_PRIVATE, "true",
          CommonKeys.WEBHOOK_ALLOW_HTTP, "true");

  /** Defaults that are made at start, and what the documentation calls them. */
  static final Map<ConfigKey<?>, String> MADE =
      Map.of(
          CommonKeys.KAFKA_BOOTSTRAP, "the broker inside",
          StateKeys.STATE_ADVERTISED, "its own",
          StateKeys.PROCESSOR_STATE, "its own",
          StateKeys.QUERY_STATE, "its own",
          StateKeys.SENDER_STATE, "its own",
          StateKeys.CLUSTER_SECRET, "random",
          SecretKeys.SECRET_KEY, "kept in the data directory");

  /** The environment with the fixed defaults, which are known before anything is started. */
  static Config of(Config given) {
    Map<String, String> values = new HashMap<>();
    DEFAULTS.forEach((key, text) -> values.put(key.name(), text));
    return given.withDefaults(values);
  }

  /**
   * The complete settings of the services.
   *
   * @param local the result of {@link #of(Config)}
   * @param ports state ports of the services
   * @param apiKey the admin API key
   * @param broker bootstrap servers of Kafka
   */
  static LocalConfig of(
      Config local, StatePorts ports, DataDirectory data, String apiKey, String broker) {
    Map<String, String> values = new HashMap<>();
    values.put(StateKeys.PROCESSOR_STATE.name(), ports.reachable(StatePorts.PROCESSOR));
    values.put(StateKeys.QUERY_STATE.name(), ports.reachable(StatePorts.QUERY));
    values.put(StateKeys.SENDER_STATE.name(), ports.reachable(StatePorts.SENDER));
    // A random secret will do, because nobody outside this process needs it; a set one applies.
    values.put(StateKeys.CLUSTER_SECRET.name(), UUID.randomUUID().toString());
    if (!local.isSet(SecretKeys.SECRET_KEY) && !local.isSet(SecretKeys.SECRET_KEY_FILE)) {
      values.put(SecretKeys.SECRET_KEY.name(), data.secretKey());
    }
    Config common =
        local
            .withDefaults(values)
            .with(
                Map.of(
                    CommonKeys.DATA_DIR.name(), data.path().toString(),
                    CommonKeys.BOOTSTRAP_TOKEN.name(), apiKey,
                    CommonKeys.KAFKA_BOOTSTRAP.name(), broker));
    return new LocalConfig(common, ports);
  }

  /** The settings of one of the services that have a state port. */
  Config forService(int service) {
    return common.with(
        Map.of(
            StateKeys.STATE_PORT.name(), Integer.toString(ports.port(service)),
            StateKeys.STATE_ADVERTISED.name(), ports.advertised(service)));
  }
}
