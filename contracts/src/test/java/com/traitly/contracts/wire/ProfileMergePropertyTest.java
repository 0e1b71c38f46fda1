package com.traitly.contracts.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.model.CustomerProfile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** Merging fact by fact gives the same as searching all of history for each field. */
class ProfileMergePropertyTest {
  private static final List<String> TEXTS =
      List.of("name", "email", "plan", "location", "phone_number");
  private static final List<String> ATTRIBUTES = List.of("role", "team", "size");

  @RepeatedTest(200)
  void replayEqualsAReference(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    List<CustomerFact> history = new ArrayList<>();
    @Nullable CustomerProfile merged = null;
    for (int i = 0; i < 30; i++) {
      CustomerFact fact = throughItsTopic(fact(random, i));
      history.add(fact);
      merged =
          switch (fact) {
            case CustomerFact.Erasure erasure -> null;
            case CustomerFact.Link link -> merged;
            case CustomerFact.Upsert upsert -> ProfileMerge.apply("acme", merged, upsert);
          };
      assertThat(asRead(merged == null ? null : CustomerJson.profile(merged)))
          .isEqualTo(asRead(reference(sinceErasure(history))));
    }
  }

  /**
   * Writes and reads the JSON, because the Java type of a number depends on where it comes from.
   */
  private static @Nullable JsonNode asRead(@Nullable JsonNode json) {
    return json == null ? null : Json.read(Json.bytes(json));
  }

  private static @Nullable ObjectNode reference(List<CustomerFact.Upsert> facts) {
    if (facts.isEmpty()) {
      return null;
    }
    ObjectNode profile = Json.object().put("account", "acme").put("customer_id", "c");
    Long createdAt =
        facts.stream()
            .map(CustomerFact.Upsert::createdAt)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    long createdFrom = createdAt == null ? facts.getFirst().receivedAt() : createdAt;
    profile.put("created_at", Times.seconds(createdFrom));
    profile.put("created_at_given", createdAt != null);
    TEXTS.forEach(field -> profile.set(field, last(facts, field)));
    profile.set("monthly_payment_amount", last(facts, "monthly_payment_amount"));
    profile.set("organisation_id", last(facts, "organisation_id"));
    profile.set("custom_attributes", attributes(facts));
    return profile;
  }

  private static JsonNode last(List<CustomerFact.Upsert> facts, String field) {
    return facts.reversed().stream()
        .filter(fact -> fact.fields().containsKey(field))
        .findFirst()
        .map(fact -> fact.fields().getOrDefault(field, NullNode.getInstance()))
        .orElse(NullNode.getInstance());
  }

  /** The newest value of each attribute, unless all were cleared later. */
  private static ObjectNode attributes(List<CustomerFact.Upsert> facts) {
    ObjectNode found = Json.object();
    for (String name : ATTRIBUTES) {
      for (CustomerFact.Upsert fact : facts.reversed()) {
        JsonNode all = fact.fields().getOrDefault("custom_attributes", Json.object());
        JsonNode said = fact.fields().getOrDefault(name, all.get(name));
        if (said != null && !said.isNull()) {
          found.set(name, said);
        }
        if (said != null || all.isNull()) {
          break;
        }
      }
    }
    return found;
  }

  private static List<CustomerFact.Upsert> sinceErasure(List<CustomerFact> history) {
    List<CustomerFact.Upsert> since = new ArrayList<>();
    for (CustomerFact fact : history) {
      switch (fact) {
        case CustomerFact.Erasure erasure -> since.clear();
        case CustomerFact.Link link -> {}
        case CustomerFact.Upsert upsert -> since.add(upsert);
      }
    }
    return since;
  }

  private static CustomerFact fact(Random random, int number) {
    switch (random.nextInt(20)) {
      case 0 -> {
        return new CustomerFact.Erasure("c", 1_000 + number);
      }
      case 1 -> {
        return new CustomerFact.Link("c", 1_000 + number, "ä|" + number);
      }
      default -> {}
    }
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    for (String field : TEXTS) {
      maybe(random, fields, field, TextNode.valueOf("t" + number));
    }
    maybe(random, fields, "monthly_payment_amount", IntNode.valueOf(number));
    maybe(random, fields, "organisation_id", IntNode.valueOf(number));
    Long createdAt = random.nextInt(8) == 0 ? (Long) (number * 1_000L) : null;
    maybe(random, fields, "custom_attributes", attributes(random, number));
    JsonNode sent = fields.get("custom_attributes");
    if (sent != null && sent.isNull()) {
      attributes(random, number).properties().forEach(e -> fields.put(e.getKey(), e.getValue()));
    }
    return new CustomerFact.Upsert("c", 1_000 + number, null, createdAt, fields);
  }

  private static void maybe(
      Random random, Map<String, JsonNode> fields, String field, JsonNode value) {
    switch (random.nextInt(4)) {
      case 0 -> fields.put(field, NullNode.getInstance());
      case 1, 2 -> fields.put(field, value);
      default -> {}
    }
  }

  private static ObjectNode attributes(Random random, int number) {
    Map<String, JsonNode> attributes = new LinkedHashMap<>();
    ATTRIBUTES.forEach(name -> maybe(random, attributes, name, IntNode.valueOf(number)));
    ObjectNode json = Json.object();
    attributes.forEach(json::set);
    return json;
  }

  private static CustomerFact throughItsTopic(CustomerFact fact) {
    return CustomerJson.readFact(Json.read(Json.bytes(CustomerJson.fact(fact))));
  }
}
