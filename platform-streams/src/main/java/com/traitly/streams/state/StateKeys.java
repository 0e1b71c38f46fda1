package com.traitly.streams.state;

import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.config.Formats;
import java.util.List;

/** Settings of the state protocol. */
public final class StateKeys {
  public static final ConfigKey<Integer> STATE_PORT =
      ConfigKey.integer(
          "TRAITLY_STATE_PORT", "internal port of the state protocol", 7070, 0, 65_535);
  public static final ConfigKey<String> STATE_HOST =
      ConfigKey.text("TRAITLY_STATE_HOST", "address the state protocol listens on", "127.0.0.1");
  public static final ConfigKey<String> STATE_ADVERTISED =
      new ConfigKey<>(
          "TRAITLY_STATE_ADVERTISED",
          "host:port at which other processes reach this one's state",
          "127.0.0.1:7070",
          Formats::address);
  public static final ConfigKey<String> PROCESSOR_STATE =
      addresses("TRAITLY_PROCESSOR_STATE", "stream-processor");
  public static final ConfigKey<String> QUERY_STATE = addresses("TRAITLY_QUERY_STATE", "query-api");
  public static final ConfigKey<String> SENDER_STATE =
      addresses("TRAITLY_SENDER_STATE", "webhook-sender");
  public static final ConfigKey<Integer> STANDBYS =
      ConfigKey.integer(
          "TRAITLY_STANDBYS", "other instances that follow each partition's state", 1, 0, 3);
  public static final ConfigKey<String> CLUSTER_SECRET =
      new ConfigKey<>(
          "TRAITLY_CLUSTER_SECRET",
          "shared by all processes; guards the state protocol",
          "traitly",
          text -> text,
          true);

  private StateKeys() {}

  /** All of them. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        STATE_PORT,
        STATE_HOST,
        STATE_ADVERTISED,
        PROCESSOR_STATE,
        QUERY_STATE,
        SENDER_STATE,
        STANDBYS,
        CLUSTER_SECRET);
  }

  private static ConfigKey<String> addresses(String name, String service) {
    return new ConfigKey<>(
        name, "state addresses of " + service, "127.0.0.1:7070", Formats::addresses);
  }
}
