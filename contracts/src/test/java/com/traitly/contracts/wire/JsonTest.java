package com.traitly.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.error.ApiException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":1,\"a\":2}", "{} x", "[1,]", "{'a':1}", "nul"})
  void refusesWhatIsNotStrictlyJson(String body) {
    assertThatThrownBy(() -> Json.parse(body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("not well-formed JSON");
  }

  @Test
  void refusesDeepLongAndWideInput() {
    for (String body :
        new String[] {
          "[".repeat(40) + "]".repeat(40),
          "\"" + "x".repeat(70_000) + "\"",
          "1".repeat(70),
          "1e-9999999999",
          "\0\0{\0",
          "{\"" + "n".repeat(300) + "\":1}"
        }) {
      assertThatThrownBy(() -> Json.parse(body.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(ApiException.class);
    }
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    String body = "{\"a\":99,\"b\":99.50,\"c\":12345678901234567890.123456789}";

    byte[] written = Json.bytes(Json.read(body.getBytes(StandardCharsets.UTF_8)));

    assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(body);
  }
}
