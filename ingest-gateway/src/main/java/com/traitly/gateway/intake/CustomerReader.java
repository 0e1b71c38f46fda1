package com.traitly.gateway.intake;

import static com.traitly.contracts.wire.Fields.CREATED_AT;
import static com.traitly.contracts.wire.Fields.CUSTOM_ATTRIBUTES;
import static com.traitly.contracts.wire.Fields.EMAIL;
import static com.traitly.contracts.wire.Fields.LOCATION;
import static com.traitly.contracts.wire.Fields.MONTHLY_PAYMENT_AMOUNT;
import static com.traitly.contracts.wire.Fields.NAME;
import static com.traitly.contracts.wire.Fields.ORGANISATION_ID;
import static com.traitly.contracts.wire.Fields.PHONE_NUMBER;
import static com.traitly.contracts.wire.Fields.PLAN;
import static com.traitly.contracts.wire.Fields.UPDATED_AT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.wire.CustomerJson;
import com.traitly.contracts.wire.ScalarJson;
import com.traitly.gateway.http.ItemVerdict;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads only those fields of one customer that were sent, so that an omitted field keeps its value
 * and a null clears it. Single-threaded.
 */
public final class CustomerReader {
  private static final int MAX_TEXT = 1_000;
  private static final int MAX_ATTRIBUTES = 200;
  private static final int MAX_EMAIL = 320;

  private final JsonNode json;
  private final ObjectReader body;
  private final boolean partial;
  private final Map<String, JsonNode> fields = new LinkedHashMap<>();

  private CustomerReader(JsonNode json, Problems problems, boolean partial) {
    this.json = json;
    this.partial = partial;
    body = new ObjectReader(json, "", problems);
  }

  /**
   * The fields of one customer that are to be stored.
   *
   * @param createdAt when the customer was created, UNIX milliseconds; null when not sent
   * @param updatedAt when the fact became true, UNIX milliseconds; null when not sent
   * @param fields the other fields, by wire name
   */
  public record Sent(
      @Nullable Long createdAt, @Nullable Long updatedAt, Map<String, JsonNode> fields) {
    /** The fact that a customer has these fields. */
    public CustomerFact.Upsert upsert(String customerId, long receivedAt) {
      return new CustomerFact.Upsert(customerId, receivedAt, updatedAt, createdAt, fields);
    }
  }

  /** A whole customer without problems. */
  record Checked(JsonNode json, String customerId, Sent sent) {
    CustomerFact.Upsert upsert(long receivedAt) {
      return sent.upsert(customerId, receivedAt);
    }
  }

  /**
   * Checks the whole customer that the cursor is at, and goes to its end.
   *
   * @param good makes the verdict on a customer without problems
   */
  static ItemVerdict judge(JsonCursor at, Function<Checked, ItemVerdict> good) {
    int start = at.start();
    JsonNode json = at.value();
    if (!at.isWhole(start)) {
      return ItemVerdict.Bad.halved(json::get);
    }
    Problems problems = new Problems();
    String customerId = CustomerIds.read(new ObjectReader(json, "", problems));
    if (!json.isObject()) {
      return new ItemVerdict.Bad(json::get, problems.errors().subList(0, 1));
    }
    Sent sent = read(json, problems, false);
    return customerId == null || !problems.isEmpty()
        ? new ItemVerdict.Bad(json::get, problems.errors())
        : good.apply(new Checked(json, customerId, sent));
  }

  /**
   * Reads one customer.
   *
   * @param partial whether name, email and plan may be left out
   * @param problems collects every problem; the result is valid only when there is none
   */
  public static Sent read(JsonNode json, Problems problems, boolean partial) {
    CustomerReader reader = new CustomerReader(json, problems, partial);
    return reader.readAll();
  }

  private Sent readAll() {
    mandatory(NAME, 200);
    mandatory(EMAIL, MAX_EMAIL);
    mandatory(PLAN, 200);
    JsonNode email = fields.get(EMAIL);
    if (email != null && !isPlausibleAddress(email.textValue())) {
      body.invalid(EMAIL, "must be an address such as name@example.com");
    }
    Long createdAt = instant(CREATED_AT);
    Long updatedAt = instant(UPDATED_AT);
    optional(
        MONTHLY_PAYMENT_AMOUNT, ScalarJson::isAmount, ScalarJson.expectedAmount() + ", or null");
    optional(
        LOCATION, CustomerReader::isText, "must be a text of at most 1000 characters, or null");
    optional(
        PHONE_NUMBER, CustomerReader::isText, "must be a text of at most 1000 characters, or null");
    optional(
        ORGANISATION_ID,
        value -> isText(value) || ScalarJson.isAmount(value),
        "must be a text of at most 1000 characters or null, or " + ScalarJson.expectedAmount());
    optional(CUSTOM_ATTRIBUTES, JsonNode::isObject, "must be an object or null");
    joinOtherKeys();
    return new Sent(createdAt, updatedAt, fields);
  }

  private @Nullable Long instant(String field) {
    OptionalLong instant = body.instant(field);
    return instant.isPresent() ? (Long) instant.getAsLong() : null;
  }

  private void mandatory(String field, int maxLength) {
    if (partial && !json.has(field)) {
      return;
    }
    String text = body.required(field, maxLength);
    if (text != null) {
      fields.put(field, TextNode.valueOf(text));
    }
  }

  private void optional(String field, Predicate<JsonNode> allowed, String expectation) {
    JsonNode value = json.get(field);
    if (value == null) {
      return;
    }
    if (value.isNull() || allowed.test(value)) {
      fields.put(field, value);
    } else {
      body.invalid(field, expectation);
    }
  }

  /**
   * Any other key is a custom attribute; for a key that {@code custom_attributes} has too, the
   * value there counts. Beside a null the other keys stay fields of their own: the null clears the
   * stored attributes, and the other keys replace them.
   */
  private void joinOtherKeys() {
    ObjectNode others = Json.object();
    json.properties()
        .forEach(entry -> {
          if (!CustomerJson.KEYS.contains(entry.getKey())) {
            others.set(entry.getKey(), entry.getValue());
          }
        });
    JsonNode sent = fields.get(CUSTOM_ATTRIBUTES);
    if (sent instanceof ObjectNode attributes) {
      others.setAll(attributes);
    }
    if (others.size() > MAX_ATTRIBUTES) {
      body.invalid(CUSTOM_ATTRIBUTES, "must have at most " + MAX_ATTRIBUTES + " entries");
    }
    if (sent instanceof NullNode) {
      others.properties().forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
    } else if (!others.isEmpty()) {
      fields.put(CUSTOM_ATTRIBUTES, others);
    }
  }

  /**
   * One at sign with something on both sides, and no space: catches slips and refuses no real
   * address; only mail itself can tell more.
   */
  private static boolean isPlausibleAddress(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@', at + 1) < 0
        && text.chars().noneMatch(Character::isWhitespace);
  }

  private static boolean isText(JsonNode value) {
    return value.isTextual() && value.textValue().length() <= MAX_TEXT;
  }
}
