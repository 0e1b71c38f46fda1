package com.traitly.gateway.segment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.DeadLetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Messages in Segment's format of which some fields are odd, and what must become of them. */
final class OddMessages {
  private static final List<String> TYPES = List.of("track", "page", "screen", "identify", "group");
  private static final List<String> VALUES =
      List.of(
          "\"x\"",
          "\"Ünï→😀\"",
          "null",
          "0",
          "-0.0",
          "1.50",
          "1e2",
          "12345678901234567890123",
          "true",
          "[]",
          "{}",
          "{\"a\":[1,{\"b\":null}]}",
          "\"\\u0000\"",
          "\"\\ud83d\\ude00\"",
          "\"\\ud800\"",
          "\"a\\\"],}{[\\\\\"",
          "\"none\"",
          "\"2017-01-01T00:00:00Z\"",
          "1e-5",
          "\"x@y\"",
          "9e99999",
          "\" \"");

  private OddMessages() {}

  /** A message whose id no other one has; now and then something in it is odd. */
  static String draw(RandomGenerator random, int number) {
    StringBuilder message = new StringBuilder("{\"messageId\":\"m").append(number).append('"');
    add(message, "type", '"' + TYPES.get(random.nextInt(TYPES.size())) + '"', random);
    add(message, "userId", "\"u" + number + '"', random);
    add(message, "event", "\"E\"", random);
    add(message, "groupId", "\"g\"", random);
    for (String field : List.of("properties", "traits")) {
      add(message, field, object(random), random);
    }
    if (random.nextInt(4) == 0) {
      add(message, "context", object(random), random);
    }
    return message.append('}').toString();
  }

  private static void add(
      StringBuilder message, String field, String usual, RandomGenerator random) {
    boolean odd = random.nextInt(12) == 0;
    message
        .append(random.nextBoolean() ? ", \"" : ",\n\"")
        .append(field)
        .append("\":")
        .append(odd ? value(random) : usual);
  }

  private static String object(RandomGenerator random) {
    StringBuilder object = new StringBuilder("{\"first\":1");
    for (String name : List.of("name", "plan", "email", "createdAt", "créé", "x")) {
      if (random.nextInt(3) == 0) {
        object.append(",\"").append(name).append("\":").append(value(random));
      }
    }
    return object.append('}').toString();
  }

  private static String value(RandomGenerator random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  /** Exactly one of the two, unless single traits were rejected. */
  static void assertTakenOrShown(
      String message, List<Event> events, List<CustomerFact> facts, List<DeadLetter> letters) {
    List<DeadLetter> shown =
        letters.stream()
            .filter(each -> message.equals(new String(each.value(), StandardCharsets.UTF_8)))
            .toList();
    if (!shown.isEmpty()) {
      assertThat(shown.getFirst().message()).isNotEmpty();
      return;
    }
    JsonNode sent = parsed(message);
    String type = sent.path("type").asText();
    if (type.equals("identify") || type.equals("group")) {
      assertFact(sent, facts);
    } else {
      assertEvent(sent, events);
    }
  }

  private static void assertFact(JsonNode sent, List<CustomerFact> facts) {
    CustomerFact.Upsert fact =
        facts.stream()
            .filter(each -> each.customerId().equals(sent.path("userId").asText()))
            .map(CustomerFact.Upsert.class::cast)
            .findFirst()
            .orElseThrow(() -> new AssertionError("lost: " + sent));
    JsonNode attributes = fact.fields().getOrDefault("custom_attributes", Json.object());
    boolean group = sent.path("type").asText().equals("group");
    sent.path("traits")
        .properties()
        .forEach(trait -> {
          String name = group ? "organisation_" + trait.getKey() : trait.getKey();
          JsonNode own = fact.fields().get(trait.getKey());
          JsonNode kept = attributes.has(name) ? attributes.path(name) : own;
          boolean said = trait.getValue().isNull() || trait.getKey().equals("createdAt");
          assertThat(said || isSame(kept, trait.getValue())).as("%s in %s", name, fact).isTrue();
        });
  }

  /** Fields of a customer are trimmed. */
  private static boolean isSame(@Nullable JsonNode kept, JsonNode sent) {
    return sent.equals(kept) || kept != null && kept.asText().equals(sent.asText().strip());
  }

  private static void assertEvent(JsonNode sent, List<Event> events) {
    Event event =
        events.stream()
            .filter(each -> each.eventId().equals(sent.path("messageId").asText()))
            .findFirst()
            .orElseThrow(() -> new AssertionError("lost: " + sent));
    ObjectNode properties = Json.object();
    properties.setAll(event.properties());
    ObjectNode rest = (ObjectNode) properties.remove("$message");
    JsonNode wanted = sent.path("properties");
    assertThat((Object) properties).isEqualTo(wanted.isObject() ? wanted : Json.object());
    sent.properties()
        .forEach(field -> {
          if (!List.of("properties", "userId", "event", "messageId").contains(field.getKey())) {
            assertThat((Object) rest.path(field.getKey())).isEqualTo(field.getValue());
          }
        });
  }

  private static JsonNode parsed(String message) {
    try {
      return Json.parse(message.getBytes(StandardCharsets.UTF_8));
    } catch (ApiException e) {
      throw new AssertionError("not JSON and not shown: " + message, e);
    }
  }
}
