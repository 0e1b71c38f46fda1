package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.query.readmodel.LocalPartitions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRoutesTest extends ServedTest {
  WebhookRoutesTest() {
    super(1);
  }

  @BeforeEach
  void register() {
    server.webhooks.put(
        new AccountKey(LocalPartitions.ACCOUNT, "wh_1"),
        new Endpoint(
            "wh_1",
            new Destination("https://example.com", Map.of())
                .sealed(text -> new EncryptedText("k1", text)),
            new Endpoint.Interest(
                Set.of("goal-propensity-change"), Set.of("*"), 0, EndpointFilter.NONE),
            true,
            1,
            0,
            true,
            false,
            List.of(),
            0,
            0,
            null));
  }

  @Test
  void asksTheEndpointsOwnerForWhatWasAsked() throws Exception {
    var answer =
        server.get("/webhook/wh_1/attempt?status=5xx&since=10&until=20&customer_id=a&limit=7");
    JsonNode asked = Objects.requireNonNull(server.log);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(asked.path("query").asText()).isEqualTo("webhook-attempts");
    assertThat(asked.path("key").asText()).isEqualTo(LocalPartitions.ACCOUNT + "|wh_1");
    assertThat(asked.at("/args/status").asText()).isEqualTo("5xx");
    assertThat(asked.at("/args/since_ms").asLong()).isEqualTo(10_000);
    assertThat(asked.at("/args/until_ms").asLong()).isEqualTo(20_000);
    assertThat(asked.at("/args/customer_id").asText()).isEqualTo("a");
    assertThat(asked.at("/args/limit").asInt()).isEqualTo(8);
    assertThat(asked.at("/args/descending").asBoolean()).isTrue();
  }

  @Test
  void refusesWhatIsMalformedOrNotThere() throws Exception {
    for (String wrong : List.of("status=lost", "status=600", "since=x", "limit=0", "cursor=x")) {
      var answer = server.get("/webhook/wh_1/attempt?" + wrong);
      assertThat(answer.code()).as(wrong).isEqualTo("invalid_parameter");
    }
    assertThat(server.get("/webhook/none/attempt").code()).isEqualTo("webhook_not_found");
    assertThat(server.getAs("stranger", "/webhook/wh_1/undelivered").status()).isEqualTo(404);
  }
}
