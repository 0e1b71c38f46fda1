package com.traitly.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Any body gets a JSON answer and never a 5xx status. Seeded, so it repeats. */
@Tag("thorough")
final class OddBodiesTest {
  private static final int BODIES = 3_000;
  private static final List<String> WRITES =
      List.of(
          "POST /api/event",
          "POST /api/customer",
          "PATCH /api/customer/1",
          "PUT /api/goal/a",
          "POST /api/webhook",
          "POST /api/token");
  private static final List<String> SEEDS =
      List.of(
          "{\"customer_id\":\"15\",\"name\":\"a\",\"created_at\":\"1493933699\",\"event_id\":\"e\"}",
          "[{\"customer_id\":1,\"name\":\"a\"},{\"batch\":[null,[],{}]}]",
          "{\"batch\":[{\"customer_id\":1,\"name\":\"a\"}]}\n{\"customer_id\":2}\n",
          "{\"customer_id\":1,\"name\":\"a\",\"email\":\"a@c\",\"plan\":\"p\",\"created_at\":1e9,"
              + "\"monthly_payment_amount\":99,\"custom_attributes\":{\"k\":null},\"role\":[1]}",
          "{\"name\":\"a\",\"window\":{\"days\":30},\"target\":{\"any\":[{\"event\":\"S\"}]},"
              + "\"entry\":{\"on\":\"customer_created\",\"where\":{\"plan\":[\"T\"]}},"
              + "\"actions\":[{\"event_name\":\"E\",\"message_html\":\"{{customer.name}}\"}],"
              + "\"notify\":{\"min_delta\":0.01},\"signals\":\"auto\",\"priority\":1}",
          "{\"url\":\"https://example.com\",\"headers\":{\"X\":\"y\"},\"objects\":[],\"enabled\":1}",
          "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"2030-01-01T00:00:00Z\"}");
  private static final List<String> SPLICES =
      List.of(
          "null",
          "{}",
          "[]",
          "\"\"",
          "-1",
          "1e400",
          "1e-400",
          "1E+99999999",
          "1e-99999999",
          "true",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\n",
          "{",
          "}",
          ":",
          ",",
          "\"",
          "9".repeat(70),
          "\ufeff",
          "[".repeat(40),
          "\"" + "x".repeat(300) + "\"",
          "\"2026-02-30T00:00:00Z\"",
          "0x10",
          "NaN");

  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final SplittableRandom random = new SplittableRandom(20_261_123);

  @AfterEach
  void stop() {
    gateway.close();
  }

  @Test
  void areNeverOurFault() throws Exception {
    for (int i = 0; i < BODIES; i++) {
      byte[] body = mutated();
      String[] write = pick(WRITES).split(" ");
      long startedAt = System.nanoTime();
      var response = gateway.send(write[0], write[1], body);
      String sent = String.join(" ", write) + " " + new String(body, StandardCharsets.UTF_8);

      assertThat(response.statusCode()).as(sent).isLessThan(500);
      assertThat(GatewayFixture.json(response).isObject()).as(sent).isTrue();
      assertThat(System.nanoTime() - startedAt).as(sent).isLessThan(2_000_000_000L);
    }
  }

  private byte[] mutated() {
    StringBuilder text = new StringBuilder(pick(SEEDS));
    for (int i = random.nextInt(4); i > 0; i--) {
      int from = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.insert(from, pick(SPLICES));
        case 1 -> text.delete(from, from + random.nextInt(8));
        default -> replaceValue(text, from);
      }
      text.append(' ');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    if (random.nextInt(10) == 0) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return bytes;
  }

  /** Puts something else behind a colon, so that the body mostly stays JSON. */
  private void replaceValue(StringBuilder text, int from) {
    int colon = text.indexOf(":", from);
    if (colon >= 0) {
      int end = colon + 1;
      while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      text.replace(colon + 1, end, pick(SPLICES));
    }
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
