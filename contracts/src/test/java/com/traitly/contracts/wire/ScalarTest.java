package com.traitly.contracts.wire;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Scalar;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1e2, 1e2, true",
        "1e2, 100.0, true",
        "100, 1E+2, true",
        "-0.0, 0, true",
        "0.10, 0.1, true",
        "\"1e2\", 1e2, true", // a form can only send texts
        "\"100\", 1e2, true",
        "\"١٠٠\", 100, false",
        "\"1e99999\", 100, false",
        "\"0100\", 100, false",
        "100, \"100\", false", // a number is no text
        "1e2, \"1e2\", false",
        "\"1e2\", \"1e2\", true",
        "\"1e2\", \"100\", false",
        "\" EU \", \"EU\", true",
        "\"EU\", \"  EU\", true",
        "\"eu\", \"EU\", false",
        "true, true, true",
        "\"true\", true, true",
        "true, \"true\", false",
        "true, false, false",
        "1, true, false"
      })
  void conditionsHoldForWhatIsTheSame(String listed, String sent, boolean holds) {
    assertThat(scalar(sent).isAmong(Set.of(scalar(listed)))).isEqualTo(holds);
  }

  @Test
  void oneOfManyIsEnough() {
    assertThat(scalar("7").isAmong(Set.of(scalar("\"a\""), scalar("\"7.0\""), scalar("8"))))
        .isTrue();
    assertThat(scalar("7").isAmong(Set.of(scalar("\"a\""), scalar("8")))).isFalse();
  }

  @Test
  void whatHoldsSeveralValuesIsNone() {
    for (String json : new String[] {"null", "[1]", "{}"}) {
      assertThat(ScalarJson.read(Json.parse(json.getBytes(StandardCharsets.UTF_8)))).isNull();
    }
  }

  private static Scalar scalar(String json) {
    return requireNonNull(ScalarJson.read(Json.parse(json.getBytes(StandardCharsets.UTF_8))));
  }
}
