package com.traitly.contracts.wire.webhook;

import static com.traitly.contracts.json.StoredFields.number;
import static com.traitly.contracts.json.StoredFields.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.Sha256;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Webhook endpoints as JSON: with encrypted secrets on their topic, without secrets in answers. */
public final class EndpointJson {
  static final String URL = "url";
  static final String OBJECTS = "objects";
  static final String GOAL_NAMES = "goal_names";
  static final String MIN_DELTA = "min_delta";
  static final String FILTER = "filter";
  static final String ABOVE = "above";
  static final String BELOW = "below";
  static final String FIRST_ACTION = "first_action";
  static final String COALESCE = "coalesce";
  static final String LATEST = "latest";
  static final String ALL = "all";
  static final String MAX_IN_FLIGHT = "max_in_flight";
  static final String RATE_LIMIT = "rate_limit";
  static final String HEADERS = "headers";
  static final String ENABLED = "enabled";
  static final String PAUSED = "paused";
  static final String LISTENER = "listener";

  private static final String LISTEN_UNTIL = "listen_until";

  /** Fields that no change can set, but may send back as they were. */
  public static final Set<String> OURS =
      Set.of("id", "secret_overlap_until", Fields.CREATED_AT, LISTENER, LISTEN_UNTIL);

  private static final String ID = "id";
  private static final String OVERLAP_UNTIL = "secret_overlap_until";
  private static final String DESTINATION = "destination";
  private static final String ACTIVATION = "activation";
  private static final String SECRETS = "secrets";
  private static final String KEY = "key";
  private static final String SEALED = "sealed";
  private static final String UNTIL = "until";
  private static final int TAG_BYTES = 12;

  private EndpointJson() {}

  /** The record value on the {@code webhooks} topic, including the encrypted secrets. */
  public static ObjectNode record(Endpoint endpoint) {
    ObjectNode json = item(endpoint);
    json.remove(OVERLAP_UNTIL);
    json.put(Fields.CREATED_AT, endpoint.createdAt()).put(ACTIVATION, endpoint.activation());
    if (endpoint.hasListener()) {
      json.put(LISTEN_UNTIL, endpoint.listenUntil());
    }
    EncryptedText destination = endpoint.destination().sealed();
    json.putObject(DESTINATION).put(KEY, destination.keyId()).put(SEALED, destination.text());
    ArrayNode secrets = json.putArray(SECRETS);
    for (SigningSecret each : endpoint.secrets()) {
      secrets
          .addObject()
          .put(KEY, each.sealed().keyId())
          .put(SEALED, each.sealed().text())
          .put(UNTIL, each.until());
    }
    return json;
  }

  /** The item of an answer; secrets are masked or left out. */
  public static ObjectNode item(Endpoint endpoint) {
    ObjectNode json =
        Json.object().put(ID, endpoint.id()).put(URL, endpoint.destination().shownUrl());
    json.set(OBJECTS, GoalJson.list(endpoint.interest().objects()));
    json.set(GOAL_NAMES, GoalJson.list(endpoint.interest().goalNames()));
    json.put(MIN_DELTA, endpoint.interest().minDelta());
    json.set(FILTER, filter(endpoint.interest().filter()));
    json.put(COALESCE, endpoint.coalesceLatest() ? LATEST : ALL)
        .put(MAX_IN_FLIGHT, endpoint.maxInFlight())
        .put(RATE_LIMIT, endpoint.rateLimit());
    ObjectNode headers = json.putObject(HEADERS);
    endpoint.destination().headerNames().forEach(name -> headers.put(name, Destination.MASK));
    Long overlap = endpoint.overlapUntil();
    json.put(ENABLED, endpoint.enabled())
        .put(PAUSED, endpoint.paused())
        .put(OVERLAP_UNTIL, overlap == null ? null : Long.toString(overlap))
        .put(Fields.CREATED_AT, Long.toString(endpoint.createdAt()));
    if (endpoint.hasListener()) {
      json.put(LISTENER, true).put(LISTEN_UNTIL, String.valueOf(endpoint.listenUntil()));
    }
    return json;
  }

  private static ObjectNode filter(EndpointFilter filter) {
    ObjectNode json = Json.object();
    if (filter.onLikelihood()) {
      ObjectNode likelihood = json.putObject(Fields.LIKELIHOOD);
      putUnlessNull(likelihood, ABOVE, filter.above());
      putUnlessNull(likelihood, BELOW, filter.below());
    }
    if (!filter.firstActions().isEmpty()) {
      json.set(FIRST_ACTION, GoalJson.list(filter.firstActions()));
    }
    return json;
  }

  private static void putUnlessNull(ObjectNode json, String field, @Nullable Double value) {
    if (value != null) {
      json.put(field, value);
    }
  }

  /** The entity tag, with its quotes: the same for the same content. */
  public static String etag(Endpoint endpoint) {
    // The tag must also change with the parts that are masked.
    ObjectNode content = item(endpoint).put(SEALED, endpoint.destination().sealed().text());
    // Prolonged while the listener is there, which changes nothing that anybody set.
    content.remove(LISTEN_UNTIL);
    return '"' + Sha256.hex(Json.bytes(content), TAG_BYTES) + '"';
  }

  /**
   * Reads {@link #record}. It does not check the rules again, so a stored endpoint stays readable
   * when they become stricter.
   */
  public static Endpoint readStored(JsonNode json) {
    List<SigningSecret> secrets = new ArrayList<>();
    json.path(SECRETS).forEach(secret -> secrets.add(secret(secret)));
    Set<String> headers = new LinkedHashSet<>();
    json.path(HEADERS).fieldNames().forEachRemaining(headers::add);
    return new Endpoint(
        text(json, ID),
        new EncryptedDestination(text(json, URL), headers, sealed(json.required(DESTINATION))),
        new Endpoint.Interest(
            texts(json.required(OBJECTS)),
            texts(json.required(GOAL_NAMES)),
            json.path(MIN_DELTA).asDouble(),
            storedFilter(json.path(FILTER))),
        json.path(COALESCE).asText().equals(LATEST),
        number(json, MAX_IN_FLIGHT).intValue(),
        number(json, RATE_LIMIT).intValue(),
        json.required(ENABLED).asBoolean(),
        json.path(PAUSED).asBoolean(),
        List.copyOf(secrets),
        json.path(Fields.CREATED_AT).asLong(),
        json.path(ACTIVATION).asInt(),
        until(json.path(LISTEN_UNTIL)));
  }

  private static SigningSecret secret(JsonNode json) {
    return new SigningSecret(sealed(json), until(json.path(UNTIL)));
  }

  private static @Nullable Long until(JsonNode json) {
    return json.isNumber() ? (Long) json.longValue() : null;
  }

  private static EncryptedText sealed(JsonNode json) {
    return new EncryptedText(json.required(KEY).asText(), json.required(SEALED).asText());
  }

  private static EndpointFilter storedFilter(JsonNode json) {
    JsonNode likelihood = json.path(Fields.LIKELIHOOD);
    return new EndpointFilter(
        bound(likelihood.path(ABOVE)),
        bound(likelihood.path(BELOW)),
        texts(json.path(FIRST_ACTION)));
  }

  private static @Nullable Double bound(JsonNode json) {
    return json.isNumber() ? (Double) json.doubleValue() : null;
  }

  private static Set<String> texts(JsonNode json) {
    Set<String> texts = new LinkedHashSet<>();
    json.forEach(each -> texts.add(each.asText()));
    return texts;
  }
}
