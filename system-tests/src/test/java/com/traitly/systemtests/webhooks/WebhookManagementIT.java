package com.traitly.systemtests.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.process.LocalSettings;
import java.net.http.HttpHeaders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Manages webhook endpoints over HTTP, with the whole product and a real receiver. */
class WebhookManagementIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final CloseAll STARTED = new CloseAll();
  private static final List<String> CUSTOMERS = List.of("anna", "ben", "cleo");

  @TempDir static Path directory;
  private static Api api;

  @BeforeAll
  static void start() throws Exception {
    Standalone product =
        STARTED.add(
            Standalone.start(
                Config.of(
                    LocalSettings.in(
                        directory,
                        "TRAITLY_WEBHOOK_RETRIES",
                        "0.1",
                        // An open circuit breaker would delay the test by a second each time.
                        "TRAITLY_WEBHOOK_TOLERATED",
                        "1000"))));
    api = STARTED.add(new Api(product.baseUrl(), product.apiKey()));
    String goal =
        """
        {"entry": {"on": {"event": "Enter"}}, "window": {"days": 30},
         "target": {"any": [{"event": "Done"}]},
         "actions": [{"event_name": "Act", "target_count": 9}]}\
        """;
    assertThat(api.put("/goal/Trial", goal).status()).isEqualTo(201);
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  /** An endpoint of one test: its receiver, address and secret. */
  private record Hook(WebhookReceiver receiver, String path, String secret) {
    static Hook create(String more) throws Exception {
      WebhookReceiver receiver = STARTED.add(WebhookReceiver.start());
      Api.Answer created = api.post("/webhook", "{\"url\":\"" + receiver.url() + "\"" + more + "}");
      assertThat(created.status()).isEqualTo(201);
      JsonNode item = created.body().at("/data/0");
      return new Hook(
          receiver, "/webhook/" + item.path("id").asText(), item.path("secret").asText());
    }

    JsonNode post(String verb, String body, int status) throws Exception {
      Api.Answer answer = api.post(path + verb, body);
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(status);
      return answer.body().at("/data/0");
    }

    List<ReceivedRequest> about(String customer) {
      return receiver.requests().stream()
          .filter(each -> each.body().contains("\"customer_id\":\"" + customer + "\""))
          .toList();
    }

    JsonNode list(String what) throws Exception {
      return api.get(path + what).body().path("data");
    }
  }

  private static void happens(String customer, String event) throws Exception {
    String body = Json.object().put("customer_id", customer).put("name", event).toString();
    assertThat(api.post("/event", body).status()).isEqualTo(201);
  }

  private static void verify(String secret, ReceivedRequest request)
      throws WebhookVerificationException {
    new Webhook(secret)
        .verify(request.body(), HttpHeaders.of(request.headers(), (name, value) -> true));
  }

  @Test
  void aPauseLosesNothingAndSendsOneMessageOfEach() throws Exception {
    String only = ",\"objects\":[\"recommended-next-actions\"]";
    Hook paused = Hook.create(only);
    Hook witness = Hook.create(only + ",\"coalesce\":\"all\"");
    paused.post("/pause", "", 200);
    for (int count = 0; count <= 2; count++) {
      for (String customer : CUSTOMERS) {
        happens(customer, count == 0 ? "Enter" : "Act");
      }
      // One event after the other, so that each is announced separately.
      String counted = "\"goal_num_completed\":" + count;
      for (String customer : CUSTOMERS) {
        await()
            .atMost(SOON)
            .untilAsserted(() ->
                assertThat(witness.about(customer))
                    .extracting(ReceivedRequest::body)
                    .anyMatch(body -> body.contains(counted)));
      }
    }
    assertThat(paused.receiver().requests()).isEmpty();

    paused.post("/resume", "", 200);

    for (String customer : CUSTOMERS) {
      await().atMost(SOON).until(() -> !paused.about(customer).isEmpty());
      ReceivedRequest last = witness.about(customer).getLast();
      ReceivedRequest one = paused.about(customer).getFirst();
      assertThat(one.body()).isEqualTo(last.body());
      assertThat(one.header("webhook-id")).isEqualTo(last.header("webhook-id"));
      assertThat(witness.about(customer)).hasSizeGreaterThan(2);
      assertThat(one.header("traitly-superseded"))
          .contains(Integer.toString(witness.about(customer).size() - 1));
      assertThat(paused.about(customer)).hasSize(1);
    }
  }

  @Test
  void whatWasGivenUpIsListedCountedAndReplayedWithTheSameIdAndBytes() throws Exception {
    Hook hook = Hook.create(",\"coalesce\":\"all\",\"objects\":[\"recommended-next-actions\"]");
    hook.receiver().answerBy(request -> ReceiverAnswer.status(500));
    List<String> customers = List.of("dora", "emil", "fay", "gus");
    for (String customer : customers) {
      happens(customer, "Enter");
    }
    await().atMost(SOON).until(() -> hook.list("/undelivered").size() == customers.size());
    Map<String, String> bodies = new HashMap<>();
    hook.receiver()
        .requests()
        .forEach(each -> bodies.put(each.header("webhook-id").orElseThrow(), each.body()));
    assertThat(hook.list("/attempt?status=5xx")).hasSize(2 * customers.size());
    assertThat(hook.list("/attempt?customer_id=emil&status=given_up")).hasSize(1);

    hook.receiver().answerBy(request -> ReceiverAnswer.status(200));
    JsonNode counted = hook.post("/replay", "{\"since\":1,\"dry_run\":true}", 200);
    assertThat(counted.path("matched").asInt()).isEqualTo(customers.size());
    int before = hook.receiver().requests().size();
    hook.post("/replay", "{\"since\":1}", 202);

    await().atMost(SOON).until(() -> hook.list("/undelivered").isEmpty());
    List<ReceivedRequest> again =
        hook.receiver().requests().subList(before, hook.receiver().requests().size());
    assertThat(again).hasSize(customers.size());
    for (ReceivedRequest each : again) {
      verify(hook.secret(), each);
      assertThat(each.body()).isEqualTo(bodies.get(each.header("webhook-id").orElseThrow()));
    }
    JsonNode delivered = hook.list("/attempt?status=delivered").path(0);
    hook.post("/attempt/" + delivered.path("id").asText() + "/resend", "", 202);
    await().atMost(SOON).until(() -> hook.list("/attempt?status=delivered").size() == 5);
    assertThat(hook.receiver().requests().getLast().header("webhook-id"))
        .contains(delivered.path("delivery_id").asText());
  }

  @Test
  void aTestTellsWhatTheReceiverSaidAndBothSecretsSignDuringARotation() throws Exception {
    Hook hook = Hook.create(",\"goal_names\":[\"none\"]");
    hook.post("/pause", "", 200);
    String second =
        hook.post("/rotate-secret", "{\"overlap_seconds\":600}", 201).path("secret").asText();
    hook.receiver().thenAnswer(ReceiverAnswer.status(418));

    JsonNode told = hook.post("/test", "", 200);

    assertThat(told.path("status").asInt()).isEqualTo(418);
    assertThat(told.path("delivered").asBoolean()).isFalse();
    ReceivedRequest sample = hook.receiver().requests().getFirst();
    assertThat(sample.header("traitly-test")).contains("1");
    verify(hook.secret(), sample);
    verify(second, sample);
    hook.receiver().close();
    JsonNode away = hook.post("/test", "", 200);
    assertThat(away.path("status").isNull()).isTrue();
    assertThat(away.path("detail").asText()).isNotEmpty();
  }

  @Test
  void theKeyOfSecretsLiesBesideTheApiKeyForItsOwnerAlone() throws Exception {
    Path key = directory.resolve("secret-key");
    assertThat(Files.readString(key).strip()).hasSize(44);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
  }
}
