package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Endpoint;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Webhook endpoints as JSON: on their topic with secrets, in answers without. */
public final class EndpointJson {
  private static final String ID = "id";
  private static final String URL = "url";
  private static final String OBJECTS = "objects";
  private static final String GOAL_NAMES = "goal_names";
  private static final String COALESCE = "coalesce";
  private static final String LATEST = "latest";
  private static final String ALL = "all";
  private static final String MAX_IN_FLIGHT = "max_in_flight";
  private static final String RATE_LIMIT = "rate_limit";
  private static final String HEADERS = "headers";
  private static final String ENABLED = "enabled";
  private static final String SECRETS = "secrets";
  private static final int TAG_BYTES = 12;
  private static final int MAX_URL = 2_000;
  private static final int MAX_GOAL_NAMES = 100;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Set<String> OUR_HEADERS =
      Set.of(
          "host",
          "user-agent",
          "accept",
          "content-type",
          "content-length",
          "connection",
          "transfer-encoding",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  private EndpointJson() {}

  /** The record value on the {@code webhooks} topic, secrets included. */
  public static ObjectNode record(Endpoint endpoint) {
    ObjectNode json = item(endpoint);
    json.put(Fields.CREATED_AT, endpoint.createdAt());
    json.set(SECRETS, GoalJson.list(endpoint.secrets()));
    return json;
  }

  /** The item of an answer: everything but the secrets. */
  public static ObjectNode item(Endpoint endpoint) {
    ObjectNode json = Json.object().put(ID, endpoint.id()).put(URL, endpoint.url());
    json.set(OBJECTS, GoalJson.list(endpoint.objects()));
    json.set(GOAL_NAMES, GoalJson.list(endpoint.goalNames()));
    json.put(COALESCE, endpoint.coalesceLatest() ? LATEST : ALL)
        .put(MAX_IN_FLIGHT, endpoint.maxInFlight())
        .put(RATE_LIMIT, endpoint.rateLimit());
    ObjectNode headers = json.putObject(HEADERS);
    endpoint.headers().forEach(headers::put);
    return json.put(ENABLED, endpoint.enabled())
        .put(Fields.CREATED_AT, Long.toString(endpoint.createdAt()));
  }

  /** The entity tag, with its quotes: the same for the same content. */
  public static String etag(Endpoint endpoint) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Json.bytes(item(endpoint)));
      return '"' + HexFormat.of().formatHex(digest, 0, TAG_BYTES) + '"';
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Reads {@link #record}. */
  public static Endpoint readStored(JsonNode json) {
    List<String> secrets = new ArrayList<>();
    json.path(SECRETS).forEach(secret -> secrets.add(secret.asText()));
    Problems problems = new Problems();
    Endpoint endpoint =
        read(
            json,
            json.required(ID).asText(),
            secrets,
            json.path(Fields.CREATED_AT).asLong(),
            problems);
    problems.throwIfAny();
    return endpoint;
  }

  /**
   * Reads a caller's body; id, secrets and creation time are ours.
   *
   * @param problems where everything wrong is noted; the result only means something when there is
   *     nothing
   */
  public static Endpoint read(
      JsonNode json, String id, List<String> secrets, long createdAt, Problems problems) {
    ObjectReader body = new ObjectReader(json, "", problems);
    return new Endpoint(
        id,
        url(body),
        objects(body),
        goalNames(body),
        body.choice(COALESCE, LATEST, Set.of(LATEST, ALL)).equals(LATEST),
        body.integer(MAX_IN_FLIGHT, 16, 1, 256),
        body.integer(RATE_LIMIT, 0, 0, 100_000),
        headers(body),
        body.flag(ENABLED, true),
        List.copyOf(secrets),
        createdAt);
  }

  private static String url(ObjectReader body) {
    String url = body.required(URL, MAX_URL);
    if (url != null && !isHttpAddress(url)) {
      body.invalid(URL, "must be an absolute http or https URL without user name or fragment");
    }
    return url == null ? "" : url;
  }

  private static boolean isHttpAddress(String url) {
    try {
      URI uri = new URI(url);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      return (scheme.equals("http") || scheme.equals("https"))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static Set<String> objects(ObjectReader body) {
    Set<String> all = new LinkedHashSet<>();
    for (AnnouncementObject object : AnnouncementObject.values()) {
      all.add(object.wireName());
    }
    Set<String> named = body.names(OBJECTS);
    if (!all.containsAll(named)) {
      body.invalid(OBJECTS, "must be among " + String.join(", ", all));
    }
    return named.isEmpty() ? all : named;
  }

  private static Set<String> goalNames(ObjectReader body) {
    Set<String> named = body.names(GOAL_NAMES);
    if (named.size() > MAX_GOAL_NAMES) {
      body.invalid(
          GOAL_NAMES, "must be at most %d; leave it out for all".formatted(MAX_GOAL_NAMES));
    }
    return named.isEmpty() ? Set.of(Endpoint.ALL_GOALS) : named;
  }

  private static Map<String, String> headers(ObjectReader body) {
    Map<String, String> headers = new LinkedHashMap<>();
    ObjectReader reader = body.object(HEADERS);
    JsonNode json = body.value(HEADERS);
    if (reader == null || json == null) {
      return headers;
    }
    json.properties()
        .forEach(entry -> {
          String value = headerValue(entry.getKey(), entry.getValue());
          if (value == null) {
            reader.invalid(
                entry.getKey(), "must be a header we do not set, with a printable text value");
          } else {
            headers.put(entry.getKey(), value);
          }
        });
    return headers;
  }

  private static @Nullable String headerValue(String name, JsonNode value) {
    boolean allowed =
        HEADER_NAME.matcher(name).matches()
            && !OUR_HEADERS.contains(name.toLowerCase(Locale.ROOT))
            && value.isTextual()
            && value.textValue().length() <= MAX_URL
            && value.textValue().chars().allMatch(c -> c >= ' ' && c < 127);
    return allowed ? value.textValue() : null;
  }
}
