package com.traitly.systemtests.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.systemtests.caller.Api;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What the product must know after an SDK has sent its messages, each counted once. */
final class SdkLedger {
  static final String STEP = "Style Widget";
  static final String GOAL =
      """
      {"entry": {"on": {"event": "Viewed Pricing"}}, "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}]},
       "actions": [{"event_name": "Style Widget", "target_count": 1000}]}\
      """;

  private static final int USERS = 20;
  private static final int BLOCK = 10;

  private final Api api;
  private final String prefix;
  private final int messages;

  SdkLedger(Api api, Sdk sdk, int messages) {
    this.api = api;
    prefix = sdk.prefix();
    this.messages = messages;
  }

  /** Asserts that every message of every user is there once. */
  void assertCountedOnce() throws Exception {
    int blocks = messages / BLOCK;
    for (int user = 0; user < Math.min(USERS, blocks); user++) {
      int ofUser = blocks / USERS + (user < blocks % USERS ? 1 : 0);
      assertEvents(prefix + "-user-" + user, ofUser);
      assertProfile(prefix + "-user-" + user);
    }
  }

  private void assertEvents(String customer, int blocks) throws Exception {
    JsonNode page = api.get("/event?limit=1000&customer_id=" + customer).body().path("data");
    Map<String, Integer> counts = new TreeMap<>();
    Set<String> ids = new HashSet<>();
    for (JsonNode event : page) {
      counts.merge(event.path("name").asText(), 1, Integer::sum);
      ids.add(event.path("event_id").asText());
    }
    assertThat(counts)
        .as(customer)
        .isEqualTo(Map.of(STEP, 5 * blocks, "Viewed Home", blocks, "Viewed Pricing", blocks));
    assertThat(ids).hasSize(7 * blocks);
    JsonNode action =
        api.get("/recommended-next-actions?customer_id=" + customer).body().at("/data/0");
    assertThat(action.path("total_num_completed").asInt()).as(customer).isEqualTo(5 * blocks);
  }

  private void assertProfile(String customer) throws Exception {
    JsonNode profile = api.get("/customer/" + customer).body().at("/data/0");
    assertThat(profile.path("plan").asText()).as(customer).isEqualTo("Pro");
    assertThat(profile.path("email").asText()).isEqualTo(customer + "@example.com");
    assertThat(profile.path("organisation_id").asText()).startsWith("org-");
    assertThat(profile.at("/custom_attributes/organisation_name").asText()).isEqualTo("Acme");
  }
}
