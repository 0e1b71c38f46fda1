package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.query.readmodel.LocalPartitions;
import com.traitly.query.routes.QueryServer.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DefinitionRoutesTest extends ServedTest {
  private static final long NOW = 1_500_000_000L;

  DefinitionRoutesTest() {
    super(0);
  }

  @Test
  void goalsAreListedByNameAndPaged() throws Exception {
    List.of("Trial", "30-day Conversion", "Onboarding").forEach(name -> put(name, 1));
    server.goals.put(new AccountKey("other", "Theirs"), goal("Theirs", 1));

    assertThat(server.get("/goal").items(Fields.NAME))
        .containsExactly("30-day Conversion", "Onboarding", "Trial");
    Answer first = server.get("/goal?limit=2");
    assertThat(first.items(Fields.NAME)).containsExactly("30-day Conversion", "Onboarding");
    Answer second = server.get("/goal?limit=2&cursor=" + first.nextCursor());
    assertThat(second.items(Fields.NAME)).containsExactly("Trial");
    assertThat(second.body().required("metadata")).isEmpty();
  }

  @Test
  void aGoalIsShownWithItsVersion() throws Exception {
    put("30-day Conversion", 7);

    Answer answer = server.get("/goal/30-day%20Conversion");
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.body().at("/data/0/version").asLong()).isEqualTo(7);
    assertThat(answer.body().path("object").asText()).isEqualTo("goal");
    assertThat(server.get("/goal/Nothing").code()).isEqualTo("goal_not_found");
  }

  @Test
  void whoHasItAlreadyIsToldSo() throws Exception {
    put("Trial", 7);
    server.webhooks.put(new AccountKey(LocalPartitions.ACCOUNT, "w1"), endpoint("w1"));

    for (String path : List.of("/goal/Trial", "/webhook/w1")) {
      String etag = server.get(path).header("ETag");
      Answer same = server.get(path, "If-None-Match", "\"other\", W/" + etag);
      assertThat(same.status()).isEqualTo(304);
      assertThat(same.header("ETag")).isEqualTo(etag);
      assertThat(same.response().body()).isEmpty();
      assertThat(server.get(path, "If-None-Match", "\"other\"").status()).isEqualTo(200);
    }
  }

  @Test
  void whoNamesAnUnknownGoalHearsWhichThereAre() throws Exception {
    List.of("A", "B", "C", "D", "E", "F").forEach(name -> put(name, 1));
    server.goals.put(new AccountKey("other", "Theirs"), goal("Theirs", 1));

    assertThat(server.get("/goal/X").body().path("detail").asText())
        .contains("'X'", "A, B, C, D, E and 1 more")
        .doesNotContain("Theirs");
  }

  @Test
  void webhooksAreShownWithoutTheirSecrets() throws Exception {
    server.webhooks.put(new AccountKey(LocalPartitions.ACCOUNT, "w1"), endpoint("w1"));

    for (String path : List.of("/webhook", "/webhook/w1")) {
      Answer answer = server.get(path);
      assertThat(answer.items("id")).containsExactly("w1");
      assertThat(answer.body().toString()).doesNotContain("whsec_");
    }
    assertThat(server.get("/webhook/w2").code()).isEqualTo("webhook_not_found");
    assertThat(server.getAs("stranger", "/webhook/w1").status()).isEqualTo(404);
  }

  @Test
  void apiKeysAreShownToAdminsWithoutTheirHash() throws Exception {
    Token token = new Token("t1", "deadbeef", "trt_abcd", "CI", Set.of("read"), NOW, null);
    server.tokens.put(new AccountKey(LocalPartitions.ACCOUNT, "t1"), token);

    Answer answer = server.getAs("admin", "/token");
    assertThat(answer.items("prefix")).containsExactly("trt_abcd");
    assertThat(answer.body().toString()).doesNotContain("deadbeef");
    assertThat(server.get("/token").code()).isEqualTo("scope_missing");
  }

  @Test
  void aWriteThatIsNotShownInTimeIsUnavailable() throws Exception {
    server.shownTo = 4;

    assertThat(server.get("/goal", "Traitly-Position", "t.goals-0@4").status()).isEqualTo(200);
    assertThat(server.get("/goal", "Traitly-Position", "t.webhooks-0@9").status()).isEqualTo(200);
    assertThat(server.get("/goal").header("Traitly-Freshness-Ms")).isEqualTo("0");
    server.viewAge = Duration.ofSeconds(9);
    assertThat(server.get("/goal").header("Traitly-Freshness-Ms")).isEqualTo("9000");
    Answer late = server.get("/goal", "Traitly-Position", "t.goals-0@5");
    assertThat(late.status()).isEqualTo(503);
    assertThat(late.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void nothingIsAnsweredBeforeAllDefinitionsAreKnown() throws Exception {
    server.notReady = Optional.of("still reading t.goals");

    assertThat(server.get("/goal").status()).isEqualTo(503);
  }

  private void put(String name, long version) {
    server.goals.put(new AccountKey(LocalPartitions.ACCOUNT, name), goal(name, version));
  }

  private static Goal goal(String name, long version) {
    return new Goal(
        name,
        version,
        new Goal.Entry(new Goal.Trigger.CustomerCreated(), Map.of()),
        86_400_000,
        List.of(new Goal.Condition.EventCount("Subscribed", 1)),
        List.of(),
        false,
        new Goal.Signals.Auto(),
        5,
        10,
        0.01);
  }

  private static Endpoint endpoint(String id) {
    return new Endpoint(
        id,
        new Destination("https://example.com/hook", Map.of())
            .sealed(text -> new EncryptedText("k1", text)),
        new Endpoint.Interest(
            Set.of("recommended-next-actions"), Set.of(Endpoint.ALL_GOALS), 0, EndpointFilter.NONE),
        false,
        4,
        0,
        true,
        false,
        List.of(new SigningSecret(new EncryptedText("k1", "whsec_c2VjcmV0"), null)),
        NOW,
        0,
        null);
  }
}
