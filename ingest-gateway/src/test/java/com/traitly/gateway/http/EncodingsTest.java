package com.traitly.gateway.http;

import static com.traitly.gateway.GatewayFixture.TOPICS;
import static com.traitly.gateway.GatewayFixture.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.gateway.GatewayFixture;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON is UTF-8, with its byte order mark or without; other encodings are refused. */
final class EncodingsTest {
  private static final String MARK = "\ufeff";
  private static final String EVENT = "{\"customer_id\":\"1\",\"name\":\"a\",\"x\":5}";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();

  @AfterEach
  void stop() {
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {EVENT, "[" + EVENT + "]", EVENT + "\n" + EVENT})
  void theMarkOfUtf8MeansNothing(String body) throws Exception {
    var response =
        gateway.send("POST", "/api/event", (MARK + body).getBytes(StandardCharsets.UTF_8));
    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(gateway.sent(TOPICS.events()))
        .allSatisfy(event -> assertThat(event.properties()).containsOnlyKeys("x"));
  }

  @ParameterizedTest
  @CsvSource({
    "UTF-16LE,''", "UTF-16BE,''", "UTF-32LE,''", "UTF-32BE,''",
    "UTF-16LE,m", "UTF-16BE,m", "UTF-32LE,m", "UTF-32BE,m"
  })
  void otherEncodingsAreRefusedAndStoreNothing(String encoding, String marked) throws Exception {
    String text = marked.isEmpty() ? EVENT : MARK + EVENT;
    for (String body : new String[] {text, "[" + text + "]", "   " + text}) {
      var response = gateway.send("POST", "/api/event", body.getBytes(Charset.forName(encoding)));
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(json(response).path("code").textValue()).isEqualTo("malformed_json");
    }
    assertThat(gateway.sent(TOPICS.events())).isEmpty();
  }

  @Test
  void bytesLikeTheMarksOfOldEncodingsAreTheSendersFault() throws Exception {
    for (byte[] body : new byte[][] {{0, 0, '{', 0}, {0, '{', 0, 0}, {0, 0, -1, -2}, {-1, -2}}) {
      for (String path : new String[] {"/api/event", "/api/customer"}) {
        assertThat(gateway.send("POST", path, body).statusCode())
            .as(path + " " + Arrays.toString(body))
            .isEqualTo(400);
      }
    }
  }
}
