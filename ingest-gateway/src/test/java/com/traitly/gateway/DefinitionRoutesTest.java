package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.platform.auth.ApiKeys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DefinitionRoutesTest {
  private static final long NOW = GatewayFixture.NOW * 1_000;
  private static final String GOAL =
      """
      {"name": "30-day Conversion",
       "entry": {"on": "customer_created", "where": {"plan": ["Freemium", "Trial"]}},
       "window": {"days": 30},
       "target": {"any": [{"event": "Subscribed"}, {"monthly_payment_amount": {"above": 0}}]},
       "actions": [{"event_name": "Style Widget", "target_count": 3}]}
      """;

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void everySaveOfAGoalIsANewVersion() throws Exception {
    var created = gateway.post("/api/v1/goal", GOAL);
    var replaced = gateway.send("PUT", "/api/v1/goal/30-day%20Conversion", GOAL);

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(created.headers().firstValue("ETag")).contains(tag(NOW));
    assertThat(replaced.statusCode()).isEqualTo(200);
    assertThat(replaced.headers().firstValue("ETag")).contains(tag(NOW + 1));
    assertThat(json(replaced).path("object").textValue()).isEqualTo("goal");
    assertThat(json(replaced).at("/data/0/version").longValue()).isEqualTo(NOW + 1);
    assertThat(gateway.keys()).containsOnly("acme|30-day Conversion");
  }

  @Test
  void aDryRunIsADraftAndNoGoal() throws Exception {
    String path = "/api/goal/30-day%20Conversion?dry_run=true";
    var tried = gateway.send("PUT", path, GOAL);
    var again = gateway.post("/api/goal?dry_run=true", GOAL);

    assertThat(tried.statusCode()).isEqualTo(202);
    assertThat(tried.headers().firstValue("ETag")).as("there is nothing to match").isEmpty();
    assertThat(tried.headers().firstValue("Location"))
        .contains("/api/v1/goal/30-day%20Conversion/model?dry_run=true");
    assertThat(tried.headers().firstValue("Traitly-Position").orElseThrow())
        .startsWith(TOPICS.goalDrafts().name());
    assertThat(json(again).at("/data/0/version").longValue()).isEqualTo(NOW + 1);
    assertThat(gateway.sent(TOPICS.goals())).isEmpty();
    assertThat(gateway.sent(TOPICS.goalDrafts())).hasSize(2);

    var wrong = gateway.send("PUT", path, "{\"window\":{\"days\":0}}");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(gateway.send("PUT", path, GOAL, "If-Match", tag(NOW)).statusCode()).isEqualTo(409);
    assertThat(gateway.sent(TOPICS.goalDrafts())).hasSize(2);
  }

  private static String tag(long version) {
    return "\"" + version + "\"";
  }

  @Test
  void aStaleVersionIsAConflict() throws Exception {
    String path = "/api/goal/30-day%20Conversion";

    assertThat(gateway.send("PUT", path, GOAL, "If-Match", tag(NOW)).statusCode()).isEqualTo(409);
    assertThat(gateway.send("PUT", path, GOAL).statusCode()).isEqualTo(201);
    assertThat(gateway.send("PUT", path, GOAL, "If-Match", tag(NOW)).statusCode()).isEqualTo(200);
    var stale = gateway.send("PUT", path, GOAL, "If-Match", tag(NOW));
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(json(stale).path("code").textValue()).isEqualTo("conflict");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PUT;/api/goal/other;{\"name\":\"30-day Conversion\"};/name",
        "PUT;/api/goal/x;{\"target\":{\"any\":[{\"event\":\"a\"}]}};/window",
        "POST;/api/goal;{\"window\":{\"days\":1}};/name",
        "POST;/api/webhook;{\"url\":\"ftp://example.com\"};/url",
        "POST;/api/token;{\"scopes\":[\"all\"]};/name",
        "POST;/api/token;{\"name\":\"a\",\"scopes\":[\"all\"]};/scopes",
        "POST;/api/token;{\"name\":\"a\"};/scopes",
        "POST;/api/token;{\"name\":\"a\",\"scopes\":\"read\",\"expires_at\":1};/expires_at",
        "POST;/api/token;{\"name\":\"a\",\"scopes\":\"read\",\"expires\":4102444800};/expires",
        "POST;/api/dead-letter/redrive;{\"created_after\":1,\"dryrun\":true};/dryrun"
      })
  void pointsAtWhatIsWrong(String method, String path, String body, String pointer)
      throws Exception {
    var response = gateway.send(method, path, body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response).at("/errors/0/pointer").textValue()).isEqualTo(pointer);
    assertThat(gateway.keys()).isEmpty();
  }

  @Test
  void aDeletedGoalIsGone() throws Exception {
    gateway.post("/api/goal", GOAL);

    assertThat(gateway.send("DELETE", "/api/goal/30-day+Conversion", "").statusCode())
        .isEqualTo(404);
    var deleted = gateway.send("DELETE", "/api/goal/30-day%20Conversion", "");
    var again = gateway.send("DELETE", "/api/goal/30-day%20Conversion", "");

    assertThat(deleted.statusCode()).isEqualTo(200);
    assertThat(gateway.producer.history().getLast().value()).isNull();
    assertThat(json(again).path("code").textValue()).isEqualTo("goal_not_found");
  }

  @Test
  void anEndpointsSecretIsShownOnce() throws Exception {
    var created = json(gateway.post("/api/webhook", "{\"url\":\"https://example.com/hook\"}"));
    JsonNode item = created.at("/data/0");
    String secret = item.path("secret").textValue();
    String path = "/api/webhook/" + item.path("id").textValue();
    var changed = gateway.send("PATCH", path, "{\"enabled\":false,\"max_in_flight\":2}");

    assertThat(secret).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(secret.substring(6))).hasSize(32);
    assertThat(changed.statusCode()).isEqualTo(200);
    assertThat(json(changed).at("/data/0/url").textValue()).isEqualTo("https://example.com/hook");
    assertThat(json(changed).at("/data/0/enabled").booleanValue()).isFalse();
    assertThat(changed.body()).doesNotContain("whsec_");
    Endpoint stored = gateway.sent(TOPICS.webhooks()).getLast();
    assertThat(GatewayFixture.KEYS.open(stored.secrets().getFirst().sealed(), stored.id()))
        .isEqualTo(secret);
    assertThat(new String(gateway.producer.history().getFirst().value(), StandardCharsets.UTF_8))
        .doesNotContain(secret.substring(6, 20));
    assertThat(gateway.send("PATCH", path, "{\"url\":7}").statusCode()).isEqualTo(400);
    assertThat(gateway.send("DELETE", path, "").statusCode()).isEqualTo(200);
    assertThat(json(gateway.send("PATCH", path, "{}")).path("code").textValue())
        .isEqualTo("webhook_not_found");
  }

  @Test
  void onlyTheHashOfAKeyIsStored() throws Exception {
    var created =
        gateway.post("/api/token", "{\"name\":\"ci\",\"scopes\":[\"events:write\",\"read\"]}");
    String key = json(created).at("/data/0/key").textValue();
    String path = "/api/token/" + json(created).at("/data/0/id").textValue();
    Token stored = gateway.sent(TOPICS.tokens()).getFirst();

    assertThat(created.statusCode()).isEqualTo(201);
    assertThat(stored.hash()).isEqualTo(ApiKeys.hash(key));
    assertThat(stored.scopes()).containsExactly("events:write", "read");
    assertThat(created.body()).doesNotContain(stored.hash());
    assertThat(gateway.send("DELETE", path, "").statusCode()).isEqualTo(200);
    assertThat(gateway.send("DELETE", path, "").statusCode()).isEqualTo(404);
    assertThat(gateway.sent(TOPICS.tokenUses())).as("no use outlives its key").hasSize(1);
    assertThat(gateway.sent(TOPICS.tokenUses()).getFirst()).isNull();
  }

  @Test
  void anotherAccountsDefinitionsDoNotExist() throws Exception {
    gateway.post("/api/goal", GOAL);
    var webhook = json(gateway.post("/api/webhook", "{\"url\":\"https://example.com\"}"));
    var token = json(gateway.post("/api/token", "{\"name\":\"a\",\"scopes\":[\"read\"]}"));
    String[] paths = {
      "/api/goal/30-day%20Conversion",
      "/api/webhook/" + webhook.at("/data/0/id").textValue(),
      "/api/token/" + token.at("/data/0/id").textValue()
    };

    for (String path : paths) {
      var response = gateway.send("DELETE", path, "", "Authorization", "Token admin@other");
      assertThat(response.statusCode()).as(path).isEqualTo(404);
    }
  }
}
