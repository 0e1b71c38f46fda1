package com.traitly.contracts.wire.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EndpointJsonTest {
  private static final Endpoint ENDPOINT =
      new Endpoint(
          "wh_1",
          new Destination(
                  "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
                  Map.of("Authorization", "Bearer s3cret"))
              .sealed(text -> new EncryptedText("k2", "aGlkZGVu")),
          new Endpoint.Interest(
              Set.of("goal-propensity-change"),
              Set.of("Trial"),
              0.05,
              new EndpointFilter(0.1, 0.3, Set.of("Style Widget"))),
          true,
          16,
          50,
          true,
          true,
          List.of(
              new SigningSecret(new EncryptedText("k2", "bmV3"), null),
              new SigningSecret(new EncryptedText("k1", "b2xk"), 1_800_000_000L)),
          1_700_000_000,
          3,
          null);

  @Test
  void readsWhatItWrote() {
    assertThat(EndpointJson.readStored(EndpointJson.record(ENDPOINT))).isEqualTo(ENDPOINT);
  }

  @Test
  void showsNoSecret() {
    assertThat(EndpointJson.item(ENDPOINT).toString())
        .doesNotContain("bmV3")
        .doesNotContain("b2xk")
        .doesNotContain("aGlkZGVu")
        .doesNotContain("XXXX")
        .doesNotContain("s3cret")
        .contains("\"secret_overlap_until\":\"1800000000\"");
    assertThat(ENDPOINT.toString()).doesNotContain("bmV3").doesNotContain("b2xk");
  }

  @Test
  void whatIsStoredHoldsNothingSecretInThePlain() {
    assertThat(EndpointJson.record(ENDPOINT).toString())
        .doesNotContain("XXXX")
        .doesNotContain("s3cret")
        .contains("\"url\":\"https://hooks.slack.com/services/T00000000/B00000000/***\"")
        .contains("\"headers\":{\"Authorization\":\"***\"}")
        .contains("aGlkZGVu");
  }

  @Test
  void theTagChangesWithWhatIsMasked() {
    Endpoint moved =
        EndpointJson.readStored(
            Json.read(
                EndpointJson.record(ENDPOINT)
                    .toString()
                    .replace("aGlkZGVu", "b3RoZXI=")
                    .getBytes(StandardCharsets.UTF_8)));

    assertThat(EndpointJson.item(moved)).isEqualTo(EndpointJson.item(ENDPOINT));
    assertThat(EndpointJson.etag(moved)).isNotEqualTo(EndpointJson.etag(ENDPOINT));
  }
}
