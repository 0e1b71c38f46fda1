package com.traitly.platform.config;

import java.util.List;

/** Settings that every process has. */
public final class CommonKeys {
  public static final ConfigKey<String> HOST =
      ConfigKey.text("TRAITLY_HOST", "address the HTTP server listens on", "127.0.0.1");
  public static final ConfigKey<Integer> PORT =
      ConfigKey.integer(
          "TRAITLY_PORT", "port of the HTTP server; 0 picks a free one", 8080, 0, 65_535);
  public static final ConfigKey<String> DATA_DIR =
      ConfigKey.text("TRAITLY_DATA_DIR", "directory for state, kept between runs", "./data");
  public static final ConfigKey<String> BOOTSTRAP_TOKEN =
      new ConfigKey<>(
          "TRAITLY_BOOTSTRAP_TOKEN",
          "first admin API key, of at least "
              + Unguessable.LEAST
              + " characters that are no word, sequence (`0123456789abcdef`) or repetition:"
              + " `openssl rand -hex 24` makes one; generated when empty and none is stored",
          "",
          Formats::token,
          true);
  public static final ConfigKey<String> KAFKA_BOOTSTRAP =
      new ConfigKey<>(
          "TRAITLY_KAFKA_BOOTSTRAP",
          "brokers, host:port with commas between",
          "127.0.0.1:9092",
          Formats::addresses);
  public static final ConfigKey<String> KAFKA_ADVERTISED =
      new ConfigKey<>(
          "TRAITLY_KAFKA_ADVERTISED",
          "brokers as consumers of topics reach them, named by /asyncapi.json;"
              + " TRAITLY_KAFKA_BOOTSTRAP when empty",
          "",
          text -> text.isEmpty() ? text : Formats.addresses(text));
  public static final ConfigKey<String> TOPIC_COMPRESSION =
      new ConfigKey<>(
          "TRAITLY_TOPIC_COMPRESSION",
          "codec of the public topics' batches: lz4, gzip, snappy, zstd or uncompressed; as the"
              + " topics are when not set",
          "lz4",
          Formats::codec);
  public static final ConfigKey<String> TOPIC_PREFIX =
      new ConfigKey<>(
          "TRAITLY_TOPIC_PREFIX", "start of all topic names", "traitly.", Formats::topicPrefix);
  public static final ConfigKey<Integer> PARTITIONS =
      ConfigKey.integer(
          "TRAITLY_PARTITIONS", "partitions of customer-keyed topics, for good", 12, 1, 1_000);
  public static final ConfigKey<Integer> REPLICATION =
      ConfigKey.integer("TRAITLY_REPLICATION", "replicas of each topic", 1, 1, 9);
  public static final ConfigKey<String> ACCOUNT =
      new ConfigKey<>(
          "TRAITLY_ACCOUNT", "account the bootstrap token belongs to", "default", Formats::account);

  public static final ConfigKey<Integer> VIEW_MAX_AGE =
      ConfigKey.integer(
          "TRAITLY_VIEW_MAX_AGE",
          "seconds that API keys and definitions are trusted without contact to Kafka; then"
              + " requests are refused",
          300,
          5,
          86_400);

  public static final ConfigKey<Boolean> WEBHOOK_ALLOW_HTTP =
      ConfigKey.flag(
          "TRAITLY_WEBHOOK_ALLOW_HTTP", "whether webhooks may go over plain http", false);

  public static final ConfigKey<String> LOG_LEVEL =
      new ConfigKey<>(
          "TRAITLY_LOG_LEVEL", "level of Traitly's own log lines", "INFO", Formats::logLevel);

  private CommonKeys() {}

  /** All of them, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        HOST,
        PORT,
        DATA_DIR,
        BOOTSTRAP_TOKEN,
        KAFKA_BOOTSTRAP,
        KAFKA_ADVERTISED,
        TOPIC_PREFIX,
        TOPIC_COMPRESSION,
        PARTITIONS,
        REPLICATION,
        ACCOUNT,
        VIEW_MAX_AGE,
        WEBHOOK_ALLOW_HTTP,
        LOG_LEVEL);
  }
}
