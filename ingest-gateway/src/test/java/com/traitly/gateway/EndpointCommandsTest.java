package com.traitly.gateway;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.webhook.WebhookCommand.Replay;
import com.traitly.contracts.webhook.WebhookCommand.Replayed;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointCommandsTest {
  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private String path = "";

  @BeforeEach
  void create() throws Exception {
    path =
        "/api/webhook/"
            + json(gateway.post("/api/webhook", "{\"url\":\"https://a.example\"}"))
                .at("/data/0/id")
                .asText();
  }

  @AfterEach
  void close() {
    gateway.close();
  }

  private void answering(ObjectNode body) {
    gateway.answer = id -> CompletableFuture.completedFuture(body);
  }

  private WebhookCommand sent() {
    return gateway.sent(TOPICS.webhookCommands()).getLast();
  }

  @Test
  void aCountIsTheSenders() throws Exception {
    answering(Json.object().put("matched", 7).put("dry_run", true));
    HttpResponse<String> answer =
        gateway.post(path + "/replay", "{\"since\":100,\"until\":200,\"dry_run\":true}");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).at("/data/0/matched").asInt()).isEqualTo(7);
    assertThat(sent())
        .isEqualTo(new Replay(sent().id(), 100_000, 200_000, Replayed.UNDELIVERED, true));
    assertThat(gateway.keys().getLast()).isEqualTo("acme|" + path.substring(13));
  }

  @Test
  void aReplayEndsWhenItWasAskedFor() throws Exception {
    answering(Json.object().put("replay_id", "r").put("dry_run", false));
    HttpResponse<String> answer =
        gateway.post(path + "/replay", "{\"since\":100,\"status\":\"all\"}");

    assertThat(answer.statusCode()).isEqualTo(202);
    assertThat(sent())
        .isEqualTo(new Replay(sent().id(), 100_000, NOW * 1_000, Replayed.ALL, false));
  }

  @Test
  void refusesWhatMakesNoSense() throws Exception {
    assertThat(gateway.post(path + "/replay", "{}").statusCode()).isEqualTo(400);
    assertThat(gateway.post(path + "/replay", "{\"since\":9,\"until\":9}").statusCode())
        .isEqualTo(400);
    assertThat(gateway.post(path + "/replay", "{\"since\":9,\"status\":\"lost\"}").statusCode())
        .isEqualTo(400);
    assertThat(gateway.post("/api/webhook/none/test", "").statusCode()).isEqualTo(404);
    assertThat(gateway.sent(TOPICS.webhookCommands())).isEmpty();
  }

  @Test
  void knowsThatAnAttemptIsUnknown() throws Exception {
    answering(Json.object().put("error", "not_found"));
    assertThat(gateway.post(path + "/attempt/att_x/resend", "").statusCode()).isEqualTo(404);
  }

  @Test
  void whoeverIsNotAnsweredLearnsThatItMayStillHappen() throws Exception {
    HttpResponse<String> answer = gateway.post(path + "/test", "");

    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(json(answer).path("type").asText()).endsWith("outcome_unknown");
    assertThat(sent()).isInstanceOf(WebhookCommand.Test.class);
    assertThat(new String(gateway.producer.history().getLast().value(), StandardCharsets.UTF_8))
        .doesNotContain("whsec_");
  }
}
