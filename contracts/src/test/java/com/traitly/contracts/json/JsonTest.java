package com.traitly.contracts.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
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
  void saysInItsOwnWordsWhatIsWrongAndWhere() {
    assertThat(refusal("{\"a\":1,\n\"a\":2}")).contains("'a' is there twice", "line 2, column");
    assertThat(refusal("[1,{\"a\":2]")).contains("closes that none opened");
    assertThat(refusal("[1,{\"a\":2}")).contains("ends before its last bracket");
    assertThat(refusal("[\"a\nb\"]")).contains("control character");
    assertThat(refusal("[\"\\x\"]")).contains("a backslash with nothing to escape");
    assertThat(refusal("[yes]")).contains("need double quotes");
    assertThat(refusal("[012]")).contains("as JSON writes numbers");
    assertThat(refusal("{a:1}")).contains("quote, comma or bracket");
    assertThat(refusal("[".repeat(33) + "]".repeat(33))).contains("more than 32 levels");
    assertThat(refusal("{\"" + "n".repeat(257) + "\":1}")).contains("more than 256 characters");
    assertThat(refusal("{\"" + "n".repeat(5_000) + "\":1}")).contains("more than 256 characters");
    assertThat(refusal("[" + "1".repeat(65) + "]")).contains("more than 64 characters");
    assertThat(refusal("[1e1001]")).contains("exponent outside -1000 to 1000");
    assertThat(refusal("[1e-99999999999]")).contains("exponent outside -1000 to 1000");
    assertThat(refusal("[\"\\uD83D\"]")).contains("half of a surrogate pair", "byte 3");
    assertThat(refusal("{} {}")).contains("follows its end");
  }

  @Test
  void neverAnswersWithTheParsersWords() {
    for (String body :
        List.of(
            "{",
            "[",
            "[1 2]",
            "{\"a\" 1}",
            "[nan]",
            "\u0000",
            "[1.]",
            "[\"\\u12G4\"]",
            "[-]",
            "[1e]",
            "/**/1",
            "{\"a\":}",
            "{,}",
            "]",
            "[tru",
            "\"abc",
            "{\"a",
            "[+1]",
            "[.5]",
            "[Infinity]")) {
      assertThat(refusal(body))
          .doesNotContain(
              "Unexpected", "expected", "Source", "JsonParser", "com.", "token", "StreamRead");
    }
  }

  @Test
  void keepsNumbersAsTheyWereWritten() {
    String body =
        "[99,99.50,12345678901234567890.123456789,1e2,1E+2,-0,-0.0,0.10,0e5,1e-7,"
            + "123456789012345678901234567890123456789012345678901234567890,1.5e1000,-1E-1000]";

    assertThat(text(Json.bytes(Json.read(bytes(body))))).isEqualTo(body);
    assertThat(text(Json.bytes(Json.parse(bytes(body))))).isEqualTo(body);
    assertThat(Json.parse(bytes(body)).toString()).isEqualTo(body);
  }

  @Test
  void aNumberIsWhatItsCharactersMean() {
    JsonNode numbers = Json.parse(bytes("[1e2,-0.0,1.5,1e400,3000000000.0]"));

    assertThat(numbers.get(0).intValue()).isEqualTo(100);
    assertThat(numbers.get(0).canConvertToExactIntegral()).isTrue();
    assertThat(numbers.get(0).canConvertToInt()).isTrue();
    assertThat(numbers.get(1).longValue()).isZero();
    assertThat(numbers.get(2).canConvertToExactIntegral()).isFalse();
    assertThat(numbers.get(3).canConvertToLong()).isFalse();
    assertThat(numbers.get(4).canConvertToInt()).isFalse();
    assertThat(numbers.get(4).canConvertToLong()).isTrue();
    assertThat(numbers.get(0))
        .isEqualTo(Json.parse(bytes("1e2")))
        .isNotEqualTo(Json.parse(bytes("1E2")));
  }

  /** Anything that a caller may send must be readable for us, however we wrap it. */
  @RepeatedTest(10)
  void whateverACallerMaySendWeCanRead(RepetitionInfo repetition) {
    RandomGenerator random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 300; i++) {
      byte[] sent = bytes(value(random, 0));
      JsonNode tree = Json.parse(sent);
      byte[] wrapped = Json.bytes(Json.object().set("a", Json.object().set("b", tree)));

      assertThat(text(Json.bytes(Json.read(wrapped).at("/a/b")))).isEqualTo(text(Json.bytes(tree)));
      assertThat(Json.read(wrapped).at("/a/b")).isEqualTo(tree);
    }
  }

  private static String value(RandomGenerator random, int depth) {
    return switch (random.nextInt(depth > 30 ? 3 : 5)) {
      case 0 -> number(random);
      case 1 -> "\"" + "\\u00e9\\ud83d\\ude00é\uD83D\uDE00x\\n".repeat(random.nextInt(4)) + "\"";
      case 2 -> random.nextBoolean() ? "true" : "null";
      case 3 -> "[" + value(random, depth + 1) + "," + number(random) + "]";
      default ->
          "{\""
              + (random.nextBoolean() ? "\uD83D\uDE00".repeat(256) : "n")
              + "\":"
              + value(random, depth + 1)
              + "}";
    };
  }

  private static String number(RandomGenerator random) {
    String digits = "1234567890".repeat(6).substring(0, 1 + random.nextInt(50));
    return switch (random.nextInt(4)) {
      case 0 -> digits;
      case 1 -> "-0." + digits;
      case 2 -> "1." + digits + "e-" + random.nextInt(900);
      default -> digits + "E+" + random.nextInt(1000);
    };
  }

  private static String refusal(String body) {
    return catchThrowableOfType(ApiException.class, () -> Json.parse(bytes(body))).detail();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
