package com.traitly.streams.state;

import com.traitly.platform.config.ConfigKey;

/** Settings of the state protocol. */
public final class StateKeys {
  public static final ConfigKey<Integer> STATE_PORT =
      ConfigKey.integer(
          "TRAITLY_STATE_PORT", "internal port of the state protocol", 7070, 0, 65_535);
  public static final ConfigKey<String> STATE_HOST =
      ConfigKey.text("TRAITLY_STATE_HOST", "address the state protocol listens on", "127.0.0.1");
  public static final ConfigKey<String> STATE_ADVERTISED =
      ConfigKey.text(
          "TRAITLY_STATE_ADVERTISED",
          "host:port at which other processes reach this one's state",
          "127.0.0.1:7070");
  public static final ConfigKey<String> PROCESSOR_STATE =
      ConfigKey.text(
          "TRAITLY_PROCESSOR_STATE", "state addresses of stream-processor", "127.0.0.1:7070");
  public static final ConfigKey<String> QUERY_STATE =
      ConfigKey.text("TRAITLY_QUERY_STATE", "state addresses of query-api", "127.0.0.1:7070");
  public static final ConfigKey<String> SENDER_STATE =
      ConfigKey.text("TRAITLY_SENDER_STATE", "state addresses of webhook-sender", "127.0.0.1:7070");
  public static final ConfigKey<Integer> STANDBYS =
      ConfigKey.integer(
          "TRAITLY_STANDBYS", "other instances that follow each partition's state", 1, 0, 3);
  public static final ConfigKey<String> CLUSTER_SECRET =
      ConfigKey.text(
          "TRAITLY_CLUSTER_SECRET",
          "shared by all processes; guards the state protocol",
          "traitly");

  /** The service that applies facts to customers; its group is named after it. */
  public static final String PROCESSOR = "stream-processor";

  /** The service that delivers webhooks and keeps their log. */
  public static final String SENDER = "webhook-sender";

  private StateKeys() {}
}
