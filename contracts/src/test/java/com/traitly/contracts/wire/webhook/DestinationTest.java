package com.traitly.contracts.wire.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.EncryptedText;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What everybody may see of a destination, and what only the sender may see. */
final class DestinationTest {
  private static String shown(String url) {
    return new Destination(ReceiverUrl.parse(url).toString(), Map.of())
        .sealed(text -> new EncryptedText("k1", text))
        .shownUrl();
  }

  @ParameterizedTest
  @CsvSource({
    "https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX, https://hooks.slack.com/services/T00000000/B00000000/***",
    "https://hooks.slack.com/services/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, https://hooks.slack.com/services/***/***/***",
    "https://discord.com/api/webhooks/1234567890123456/aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789_-, https://discord.com/api/webhooks/***/***",
    "https://n8n.example/webhook/2f1f6c1e-5a5e-4d3a-8d7f-0c9f0b1a2c3d, https://n8n.example/webhook/***",
    "https://a.example/bot123456:AAE-abc_def1GhIjKlMnOpQrStUvWxYz0123/send, https://a.example/***/send",
    "https://a.example/token/abc, https://a.example/token/***",
    "https://a.example/x?token=abc&b=c, https://a.example/x?token=***&b=c",
    "https://a.example/x?access_token=abc, https://a.example/x?access_token=***",
    "https://a.example/x?apiKey=a&X-Api-Key=b&api-key=c, https://a.example/x?apiKey=***&X-Api-Key=***&api-key=***",
    "https://a.example/x?sig=a%2Fb&sv=2026, https://a.example/x?sig=***&sv=2026",
    "https://a.example/x?SECRET=a&pwd=b&auth=c, https://a.example/x?SECRET=***&pwd=***&auth=***",
    "https://a.example/x?id=0123456789abcdef0123, https://a.example/x?id=***",
    "https://a.example/x?0123456789abcdef0123, https://a.example/x?***",
    "https://a.example/x?t%6fken=abc, https://a.example/x?t%6fken=***",
  })
  void masksWhatLooksSecret(String url, String shown) {
    assertThat(shown(url)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/",
        "https://example.com/hook",
        "https://example.com/api/v2/webhooks/traitly",
        "https://example.com/goal-propensity-change/receiver_for_growth",
        "https://example.com/myWebhookHandler.php",
        "https://example.com/orders/20260131/15",
        "https://example.com/%E6%97%A5%E6%9C%AC/x",
        "https://example.com/%C3%BC?q=%C3%BC&page=2&lang=en",
        "https://example.com/%E6%97%A5%E6%9C%AC%E6%97%A5%E6%9C%AC%E6%97%A5%E6%9C%AC%E6%97%A5%E6%9C%AC",
        "https://my_service.internal:8443//x/",
      })
  void showsTheRest(String url) {
    assertThat(shown(url)).isEqualTo(url);
  }

  @Test
  void opensAsItWasSealed() {
    Destination destination =
        new Destination("https://a.example/?token=\u00fc", Map.of("Authorization", "Basic \"x\""));
    EncryptedDestination sealed = destination.sealed(text -> new EncryptedText("k1", text));

    assertThat(Destination.read(sealed.sealed().text())).isEqualTo(destination);
    assertThat(sealed.headerNames()).containsExactly("Authorization");
    assertThat(destination.toString() + sealed).doesNotContain("Basic").doesNotContain("\u00fc");
  }

  @Test
  void masksWhatAReceiverSaysAgain() {
    Destination destination =
        new Destination(
            "https://a.example/0123456789abcdef0123/x?token=a%2Fbcd",
            Map.of("Authorization", "Bearer s3cret", "X-Team", "abc"));

    assertThat(
            destination.masked(
                "no Bearer s3cret, no s3cret at /0123456789abcdef0123/x?token=a%2Fbcd or a/bcd, abc"))
        .isEqualTo("no ***, no *** at /***/x?token=*** or ***, abc");
  }
}
