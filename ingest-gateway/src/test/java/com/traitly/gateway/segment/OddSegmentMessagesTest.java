package com.traitly.gateway.segment;

import static com.traitly.gateway.GatewayFixture.NOW;
import static com.traitly.gateway.GatewayFixture.TOPICS;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.DeadLetter;
import com.traitly.gateway.GatewayFixture;
import com.traitly.testkit.Seeded;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A message is taken and can be read as it was sent, or it is shown as rejected with a reason. */
final class OddSegmentMessagesTest {
  private static final String GOOD =
      "{\"type\":\"track\",\"userId\":\"good\",\"event\":\"Fine\",\"messageId\":\"g\"}";

  private final GatewayFixture gateway = GatewayFixture.acknowledging();
  private final SegmentClient client = new SegmentClient(gateway);

  @AfterEach
  void close() {
    client.close();
    gateway.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"null\"",
        "\"NULL\"",
        "\" null \"",
        "\"undefined\"",
        "\"nil\"",
        "\"None\"",
        "0",
        "-0",
        "0.0",
        "0e5",
        "\"0\"",
        "\"-1\"",
        "-1",
        "\"NaN\"",
        "\"Infinity\"",
        "\"[object Object]\"",
        "\"[object object]\"",
        "\"true\"",
        "\"False\"",
        "\"{}\"",
        "\"[]\"",
        "\"'null'\"",
        "\"\\\"undefined\\\"\"",
        "\"anonymous\"",
        "\"guest\"",
        "\"unknown\"",
        "\"(null)\"",
        "\"n/a\"",
        "\"00000000-0000-0000-0000-000000000000\"",
        "\"user_id\"",
        "true",
        "false",
        "1.5",
        "{}",
        "[]",
        "[\"u\"]",
        "\"\\u0000\"",
        "\"a\\nb\"",
        "\"\\u200b\"",
        "\"\\ufeff\"",
        "\"\\ud800\""
      })
  void someTextsAreNoIds(String id) throws Exception {
    String tail = "\"event\":\"E\",\"previousId\":\"p\",\"groupId\":\"g\",\"type\":";
    String[] messages = {
      "{\"userId\":" + id + ",\"anonymousId\":\"a1\"," + tail + "\"track\"}",
      "{\"anonymousId\":" + id + "," + tail + "\"page\"}",
      "{\"userId\":\"u1\",\"anonymousId\":" + id + "," + tail + "\"identify\"}",
      "{\"userId\":" + id + "," + tail + "\"alias\"}",
      "{\"userId\":\"u1\",\"previousId\":" + id + ",\"type\":\"alias\"}",
      "{\"userId\":\"u1\",\"groupId\":" + id + ",\"type\":\"group\"}",
    };
    for (String each : messages) {
      assertRejectedBesideAGoodOne(each.getBytes(StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      value = {
        "null|malformed",
        "1|must be a JSON object",
        "\"track\"|must be a JSON object",
        "[]|must be a JSON object",
        "{}|type must be",
        "{\"type\":\"delete\",\"userId\":\"u\"}|type must be",
        "{\"type\":{},\"userId\":\"u\"}|type must be",
        "{\"type\":\"track\",\"event\":\"E\"}|userId is required",
        "{\"type\":\"track\",\"userId\":\"u\"}|event is required",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"  \"}|event must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":7}|event must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"a\\u0000\"}|event must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"properties\":[]}|properties must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"properties\":\"x\"}|properties must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"properties\":{\"$message\":1}}|$message",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"timestamp\":\"soon\"}|timestamp must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"timestamp\":\"1800-01-01T00:00:00Z\"}|timestamp",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"originalTimestamp\":{}}|originalTimestamp",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"messageId\":[1]}|messageId must be",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"x\":\"\\ud800\"}|surrogate",
        "{\"type\":\"track\",\"userId\":\"u\",\"userId\":\"v\",\"event\":\"E\"}|twice",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"x\":01}|JSON",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"x\":1e9999}|exponent",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"x\":NaN}|JSON",
        "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",}|JSON",
        "{\"type\":\"page\",\"userId\":\"u\",\"name\":{}}|name must be",
        "{\"type\":\"identify\",\"anonymousId\":\"a\",\"traits\":{}}|userId is required in identify",
        "{\"type\":\"identify\",\"userId\":\"u\",\"traits\":[]}|traits must be",
        "{\"type\":\"group\",\"userId\":\"u\"}|groupId is required",
        "{\"type\":\"group\",\"anonymousId\":\"a\",\"groupId\":\"g\"}|userId is required in identify",
        "{\"type\":\"alias\",\"userId\":\"u\"}|previousId is required",
        "{\"type\":\"alias\",\"previousId\":\"a\",\"anonymousId\":\"b\"}|userId is required",
        "{\"type\":\"alias\",\"previousId\":\"u\",\"userId\":\"u\"}|must not be the userId",
      })
  void whatCannotBeUsedIsShownWithTheReason(String message, String reason) throws Exception {
    DeadLetter letter = assertRejectedBesideAGoodOne(message.getBytes(StandardCharsets.UTF_8));

    if (!message.equals("null")) {
      assertThat(letter.message()).contains(reason);
    }
  }

  @Test
  void largeAndDeepAndBrokenMessagesSpoilNoOther() throws Exception {
    String start = "{\"type\":\"track\",\"userId\":\"u\",\"event\":\"E\",\"properties\":";
    List<byte[]> odd =
        List.of(
            utf8(start + "{\"x\":\"" + "y".repeat(40_000) + "\"}}"),
            utf8(start + "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "}}"),
            utf8(start + "{\"x\":" + "[".repeat(4_000) + "]".repeat(4_000) + "}}"),
            utf8(start + "{\"x\":" + "9".repeat(65) + "}}"),
            utf8(start + "{\"" + "k".repeat(257) + "\":1}}"),
            utf8(start + "{\"x\":\"\\q\"}}"),
            latin1(start + "{\"x\":\"\u00f5\u0080\u0080\u0080\"}}"),
            latin1(start + "{\"x\":\"\u00ed\u00a0\u00bd\u00ed\u00b8\u0080\"}}"),
            latin1(start + "{\"x\u00ff\":1}}"),
            utf8(start + "{\"a\":[1}]}"),
            utf8("{\"userId\":\"" + "u".repeat(256) + "\",\"type\":\"track\",\"event\":\"E\"}"),
            utf8("{\"userId\":\"u\",\"type\":\"track\",\"event\":\"" + "E".repeat(201) + "\"}"),
            utf8(start + "{},\"messageId\":\"" + "m".repeat(101) + "\"}"));
    for (byte[] each : odd) {
      assertRejectedBesideAGoodOne(each);
    }
  }

  @Test
  void whatIsRejectedBelongsToWhomItNames() throws Exception {
    assertRejectedBesideAGoodOne(utf8("{\"userId\":\"u9\",\"a\":1,\"a\":2}"));
    assertThat(SegmentLetters.of(gateway).getLast().key().toString()).isEqualTo("acme|u9");
    assertRejectedBesideAGoodOne(utf8("{\"anonymousId\":\"a9\",\"userId\":\"null\"}"));
    assertThat(SegmentLetters.of(gateway).getLast().key().toString()).isEqualTo("acme|a9");
    assertRejectedBesideAGoodOne(utf8("{\"userId\":{}}"));
    assertThat(SegmentLetters.of(gateway).getLast().key().toString()).isEqualTo("acme|");
  }

  @Test
  void aFloodOfRejectionsIsSampledAndCountedExactly() throws Exception {
    String batch = "{\"batch\":[" + "1,".repeat(149) + "1]}";

    assertThat(client.post("/v1/batch", batch).statusCode()).isEqualTo(200);
    assertThat(client.post("/v1/batch", batch).statusCode()).isEqualTo(200);

    assertThat(SegmentLetters.of(gateway)).hasSize(100);
    assertThat(gateway.meters.scrape())
        .contains("traitly_gateway_messages_rejected_total{code=\"invalid_field\"} 300.0");
  }

  @Seeded
  @Tag("thorough")
  @RepeatedTest(40)
  void everyMessageIsTakenOrShown(RandomGenerator random) throws Exception {
    List<String> messages = new ArrayList<>();
    for (int i = random.nextInt(1, 12); i > 0; i--) {
      messages.add(OddMessages.draw(random, i));
    }

    String body =
        "{\"sentAt\":\"2017-07-14T08:06:34Z\",\"batch\":[" + String.join(",", messages) + "]}";
    assertThat(client.post("/v1/batch", body).statusCode()).isEqualTo(200);

    List<Event> events = gateway.sent(TOPICS.events());
    List<CustomerFact> facts = gateway.sent(TOPICS.customers());
    List<DeadLetter> letters = SegmentLetters.of(gateway);
    for (int i = 0; i < messages.size(); i++) {
      OddMessages.assertTakenOrShown(messages.get(i), events, facts, letters);
    }
    long whole =
        letters.stream()
            .filter(each -> !String.valueOf(each.message()).contains("were taken"))
            .count();
    long upserts = facts.stream().filter(CustomerFact.Upsert.class::isInstance).count();
    assertThat(events.size() + upserts + whole).isEqualTo(messages.size());
    assertThat(events).allMatch(event -> event.receivedAt() == NOW * 1_000);
  }

  private DeadLetter assertRejectedBesideAGoodOne(byte[] odd) throws Exception {
    gateway.producer.clear();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(utf8("{\"batch\":[" + GOOD + ","));
    body.writeBytes(odd);
    body.writeBytes(utf8(" , " + GOOD + "]}"));
    String[] key = SegmentClient.basic(SegmentClient.KEY);

    var answer = client.send("POST", "/v1/batch", body.toByteArray(), key);
    assertThat(answer.body()).isEqualTo("{\"success\":true}");

    assertThat(gateway.sent(TOPICS.events()))
        .extracting(Event::customerId)
        .containsExactly("good", "good");
    assertThat(gateway.sent(TOPICS.customers())).isEmpty();
    assertThat(SegmentLetters.of(gateway)).hasSize(1);
    DeadLetter letter = SegmentLetters.of(gateway).getFirst();
    assertThat(letter.message()).isNotEmpty();
    assertThat(letter.rejectedFor()).isNotEmpty();
    assertThat(letter.value()).isEqualTo(Arrays.copyOf(odd, Math.min(odd.length, 32 * 1024)));
    return letter;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
