package com.traitly.contracts.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonBytes;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.model.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An event that is written from slices of its body equals the one made from a tree. */
class SentEventTest {
  private static final List<String> SPACES = List.of("", "", " ", "\n", "\t\r\n  ");
  private static final List<String> VALUES =
      List.of(
          "1",
          "-0.50",
          "1e3",
          "-0.0",
          "1E+2",
          "123456789012345678901234567890",
          "true",
          "null",
          "\"\"",
          "\"x\"",
          "\"a,b}\\\" \"",
          "\"\\u00e9\\ud83d\\ude00é😀\\\\\"",
          "[]",
          "[ 1 , {\"a\":[{}]} ,\"}\" ]",
          "{}",
          "{ \"customer_id\" : 7 , \"name\":\"inner\" }");

  @RepeatedTest(300)
  void equalsTheTree(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    byte[] body = body(random).getBytes(UTF_8);
    byte[] expected = Json.bytes(EventJson.record(event(Json.parse(body))));

    byte[] written = written(body);

    assertThat(Json.read(written)).isEqualTo(Json.read(expected));
    assertThat(fieldNames(written)).isEqualTo(fieldNames(expected));
  }

  @RepeatedTest(300)
  void isAnsweredAsTheTreeWouldBe(RepetitionInfo repetition) {
    byte[] body = body(new Random(repetition.getCurrentRepetition())).getBytes(UTF_8);
    SentEvent sent = read(body);
    Event event = event(Json.parse(body));
    JsonBytes out = new JsonBytes(16);

    AcceptedEvent.of(event, sent.properties(), out).writeItem(out);

    byte[] written = out.finished();
    byte[] expected = Json.bytes(EventJson.accepted(event));
    assertThat(Json.read(written)).isEqualTo(Json.read(expected));
    assertThat(fieldNames(written)).isEqualTo(fieldNames(expected));
  }

  @Test
  void propertiesKeepEveryDigitAndEscape() {
    String properties = "\"price\":99.50,\"big\":123456789012345678901,\"text\":\"\\u00e9\"";
    String body = "{\"customer_id\":1," + properties + ",\"name\":\"a\"}";

    assertThat(new String(written(body.getBytes(UTF_8)), UTF_8))
        .isEqualTo(
            "{\"customer_id\":\"1\",\"name\":\"a\",\"created_at\":5,\"received_at\":6.25,"
                + "\"event_id\":\"e\",\"properties\":{"
                + properties
                + "}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"a\",\"p\":1,\"p\":2}",
        "{\"name\":\"a\",\"p\":{\"q\":1,\"q\":2}}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\",\"p\":\"\\x\"}",
        "{\"name\":\"a\",\"p\":\"\n\"}",
        "{\"name\":\"a\",\"p\":01}",
        "{\"name\":\"a\",\"p\":NaN}",
        "{\"name\":\"a\",\"p\":[1,]}",
        "{\"name\":\"a\",,\"p\":1}",
        "{\"name\":\"a\",}",
        "{\"name\":\"a\"",
        "{\"name\":\"a\",\"p\":\"open"
      })
  void whatIsSkippedIsCheckedAsStrictly(String body) {
    assertThatThrownBy(() -> read(body.getBytes(UTF_8)))
        .isInstanceOf(ApiException.class)
        .hasMessageContaining("JSON");
  }

  @Test
  void whatIsSkippedHasTheSameLimits() {
    for (String value :
        List.of(
            "[".repeat(32) + "]".repeat(32),
            "1".repeat(65),
            "0." + "1".repeat(65),
            "{\"" + "n".repeat(257) + "\":1}")) {
      assertThatThrownBy(() -> read(("{\"p\":" + value + "}").getBytes(UTF_8)))
          .as(value)
          .isInstanceOf(ApiException.class);
    }
  }

  @Test
  void whatIsNotUtf8IsNoJson() {
    byte[] body = "{\"name\":\"a\",\"p\":\"x\"}".getBytes(UTF_8);
    for (int bad : new int[] {0xff, 0xc3, 0x80}) {
      body[body.length - 3] = (byte) bad;
      assertThatThrownBy(() -> read(body)).isInstanceOf(ApiException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"F5808080", "F4908080", "EDA0BDEDB880", "C080", "FF", "E282"})
  void whatIsNotUtf8IsNoJsonInNamesAndTextsOfProperties(String hex) {
    String bytes = new String(HexFormat.of().parseHex(hex), ISO_8859_1);
    for (String body :
        List.of(
            "{\"name\":\"a\",\"p" + bytes + "\":1}",
            "{\"name\":\"a\",\"p\":{\"q\":[\"" + bytes + "\"]}}",
            "{\"name\":\"" + bytes + "\"}")) {
      assertThatThrownBy(() -> read(body.getBytes(ISO_8859_1)))
          .hasMessageContaining("it is not UTF-8 (byte");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ude00\\ud83d", "\\uD83D\\n"})
  void tellsOfHalvesOfPairs(String half) {
    assertThat(isWhole("{\"p\":\"" + half + "\"}")).isFalse();
    assertThat(isWhole("{\"p\":{\"q\":[1,\"" + half + "\"]}}")).isFalse();
    assertThat(isWhole("{\"p\":\"\\ud83d\\ude00\"}")).isTrue();
    assertThatThrownBy(() -> isWhole("{\"p\":{\"" + half + "\":1}}"))
        .isInstanceOf(ApiException.class);
  }

  private static boolean isWhole(String body) {
    byte[] bytes = body.getBytes(UTF_8);
    try (JsonCursor at = new JsonCursor(bytes, 0, bytes.length)) {
      at.require();
      SentEvent.read(at);
      return at.isWhole(0);
    }
  }

  @Test
  void aBodyAsDeepAsAllowedCanBeReadFromItsTopic() {
    String deep = "[".repeat(31) + "]".repeat(31);
    byte[] written =
        written(("{\"customer_id\":1,\"name\":\"a\",\"p\":" + deep + "}").getBytes(UTF_8));

    assertThat(EventJson.read(Json.read(written)).properties()).containsOnlyKeys("p");
  }

  private static SentEvent read(byte[] body) {
    try (JsonCursor at = new JsonCursor(body, 0, body.length)) {
      at.require();
      SentEvent event = SentEvent.read(at);
      assertThat(at.end()).isLessThanOrEqualTo(body.length);
      at.requireEnd();
      return event;
    }
  }

  private static byte[] written(byte[] body) {
    SentEvent sent = read(body);
    return AcceptedEvent.of(event(known(sent)), sent.properties(), new JsonBytes(16)).record();
  }

  private static ObjectNode known(SentEvent sent) {
    ObjectNode known = Json.object();
    for (String field : List.of("customer_id", "name", "created_at", "event_id")) {
      JsonNode value = sent.get(field);
      if (value != null) {
        known.set(field, value);
      }
    }
    return known;
  }

  private static Event event(JsonNode body) {
    Map<String, JsonNode> properties = new LinkedHashMap<>();
    body.properties()
        .forEach(field -> {
          if (!field.getKey().equals("customer_id") && !field.getKey().equals("name")) {
            properties.put(field.getKey(), field.getValue());
          }
        });
    return new Event(
        body.path("customer_id").asText(),
        body.path("name").asText(),
        5_000,
        6_250,
        "e",
        properties);
  }

  private static List<String> fieldNames(byte[] json) {
    List<String> names = new ArrayList<>();
    Json.read(json).fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static String body(Random random) {
    List<String> fields = new ArrayList<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      fields.add("\"p" + i + "\"" + pick(random, SPACES) + ":" + pick(random, VALUES));
    }
    fields.add("\"customer_id\":" + pick(random, List.of("1", "\"é\\n\\\"\"", "\"c\"")));
    fields.add("\"name\":" + pick(random, List.of("\"a\"", "\"\\u0041 \\\\ 😀\"")));
    Collections.shuffle(fields, random);
    StringBuilder body = new StringBuilder();
    for (String field : fields) {
      body.append(body.isEmpty() ? "" : ",")
          .append(pick(random, SPACES))
          .append(field)
          .append(pick(random, SPACES));
    }
    return pick(random, SPACES) + "{" + body + "}" + pick(random, SPACES);
  }

  private static String pick(Random random, List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
