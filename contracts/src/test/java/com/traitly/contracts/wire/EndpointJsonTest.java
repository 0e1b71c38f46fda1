package com.traitly.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.model.EndpointFilter;
import com.traitly.contracts.model.Sealed;
import com.traitly.contracts.model.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EndpointJsonTest {
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "wh_1",
          "https://example.com",
          new Endpoint.Interest(
              Set.of("goal-propensity-change"),
              Set.of("Trial"),
              0.05,
              new EndpointFilter(0.1, 0.3, Set.of("Style Widget"))),
          true,
          16,
          50,
          Map.of("X-Own", "yes"),
          true,
          true,
          List.of(
              new SigningSecret(new Sealed("k2", "bmV3"), null),
              new SigningSecret(new Sealed("k1", "b2xk"), 1_800_000_000L)),
          1_700_000_000,
          3);

  @Test
  void readsWhatItWrote() {
    assertThat(EndpointJson.readStored(EndpointJson.record(ENDPOINT))).isEqualTo(ENDPOINT);
  }

  @Test
  void showsNoSecret() {
    assertThat(EndpointJson.item(ENDPOINT).toString())
        .doesNotContain("bmV3")
        .doesNotContain("b2xk")
        .contains("\"secret_overlap_until\":\"1800000000\"");
    assertThat(ENDPOINT.toString()).doesNotContain("bmV3").doesNotContain("b2xk");
  }

  @Test
  void readsRecordsFromBeforeSecretsWereSealed() {
    String stored =
        """
        {"id":"wh_1","url":"http://example.com","objects":["recommended-next-actions"],
         "goal_names":["*"],"coalesce":"all","max_in_flight":4,"rate_limit":0,
         "headers":{"Traitly-X":"was allowed"},"enabled":true,"created_at":7,
         "secrets":["whsec_b2xk"]}\
        """;
    Endpoint read = EndpointJson.readStored(Json.read(stored.getBytes(StandardCharsets.UTF_8)));

    assertThat(read.secrets()).containsExactly(new SigningSecret(Sealed.plain("whsec_b2xk"), null));
    assertThat(read.wants("recommended-next-actions", "any")).isTrue();
    assertThat(read.interest().minDelta()).isZero();
    assertThat(read.interest().filter()).isEqualTo(EndpointFilter.NONE);
    assertThat(read.paused()).isFalse();
    assertThat(read.coalesceLatest()).isFalse();
    assertThat(read.headers()).containsEntry("Traitly-X", "was allowed");
  }
}
