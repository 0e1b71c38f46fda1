package com.traitly.gateway;

import com.traitly.gateway.definitions.BootstrapToken;
import com.traitly.gateway.publish.Admission;
import com.traitly.gateway.segment.message.ViewName;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import java.util.ArrayList;
import java.util.List;

/** Settings of the gateway. */
public final class GatewayKeys {
  static final ConfigKey<List<BootstrapToken>> BOOTSTRAP_ACCOUNTS =
      new ConfigKey<>(
          "TRAITLY_BOOTSTRAP_ACCOUNTS",
          "further accounts with their first admin API keys: account=key, with commas between",
          "",
          BootstrapToken::further,
          true);
  public static final ConfigKey<Integer> IN_FLIGHT_REQUESTS =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_REQUESTS",
          "writes being served at once; more are answered 503",
          4_096,
          1,
          1_000_000);
  public static final ConfigKey<Integer> IN_FLIGHT_REQUESTS_PER_ACCOUNT =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_REQUESTS_PER_ACCOUNT",
          "writes of one account being served at once; more are answered 429",
          2_048,
          1,
          1_000_000);
  public static final ConfigKey<Integer> IN_FLIGHT_MIB_PER_ACCOUNT =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_MIB_PER_ACCOUNT",
          "MiB of bodies of one account being served at once; more are answered 429",
          24,
          20,
          4_096);
  public static final ConfigKey<Integer> IN_FLIGHT_MIB =
      ConfigKey.integer(
          "TRAITLY_GATEWAY_IN_FLIGHT_MIB",
          "MiB of bodies, and of records, being served at once; more are answered 503",
          32,
          16,
          4_096);

  static final ConfigKey<ViewName> VIEW_EVENT =
      new ConfigKey<>(
          "TRAITLY_SEGMENT_VIEW_EVENT",
          "name of the event that a page or screen in Segment's format becomes; {name} stands for"
              + " the page's own name",
          "Viewed " + ViewName.PLACE,
          ViewName::new);

  static final ConfigKey<Integer> GOALS =
      ConfigKey.integer("TRAITLY_GOALS_PER_ACCOUNT", "goals an account may have", 100, 1, 100_000);
  static final ConfigKey<Integer> DRAFTS =
      ConfigKey.integer(
          "TRAITLY_GOAL_DRY_RUNS_PER_ACCOUNT",
          "dry runs of goals an account may have had within an hour",
          10,
          1,
          1_000);
  static final ConfigKey<Integer> WEBHOOKS =
      ConfigKey.integer(
          "TRAITLY_WEBHOOKS_PER_ACCOUNT", "webhook endpoints an account may have", 100, 1, 100_000);
  static final ConfigKey<Integer> TOKENS =
      ConfigKey.integer(
          "TRAITLY_TOKENS_PER_ACCOUNT", "API keys an account may have", 1000, 1, 100_000);
  public static final ConfigKey<String> SOURCES =
      ConfigKey.text(
          "TRAITLY_SOURCES",
          "a YAML file that names Kafka topics to read events and customers from"
              + " ([docs](docs/sources.md))",
          "");

  private GatewayKeys() {}

  /** All settings of the gateway, for the documentation's table. */
  public static List<ConfigKey<?>> all() {
    return List.of(
        BOOTSTRAP_ACCOUNTS,
        IN_FLIGHT_REQUESTS,
        IN_FLIGHT_REQUESTS_PER_ACCOUNT,
        IN_FLIGHT_MIB,
        IN_FLIGHT_MIB_PER_ACCOUNT,
        VIEW_EVENT,
        GOALS,
        DRAFTS,
        WEBHOOKS,
        TOKENS,
        SOURCES);
  }

  /** The API keys that exist from the first start on, as configured. */
  static List<BootstrapToken> firstTokens(Config config) {
    List<BootstrapToken> first = new ArrayList<>(config.get(BOOTSTRAP_ACCOUNTS));
    first.addFirst(
        new BootstrapToken(config.get(CommonKeys.ACCOUNT), config.get(CommonKeys.BOOTSTRAP_TOKEN)));
    return first;
  }

  /** What may be in flight at once, as configured. */
  static Admission admission(Config config) {
    return new Admission(
        new Admission.Most(
            config.get(IN_FLIGHT_REQUESTS), config.get(IN_FLIGHT_MIB) * 1024L * 1024),
        new Admission.Most(
            config.get(IN_FLIGHT_REQUESTS_PER_ACCOUNT),
            config.get(IN_FLIGHT_MIB_PER_ACCOUNT) * 1024L * 1024));
  }
}
