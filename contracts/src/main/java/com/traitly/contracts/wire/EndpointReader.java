package com.traitly.contracts.wire;

import static com.traitly.contracts.wire.EndpointJson.ABOVE;
import static com.traitly.contracts.wire.EndpointJson.ALL;
import static com.traitly.contracts.wire.EndpointJson.BELOW;
import static com.traitly.contracts.wire.EndpointJson.COALESCE;
import static com.traitly.contracts.wire.EndpointJson.FILTER;
import static com.traitly.contracts.wire.EndpointJson.FIRST_ACTION;
import static com.traitly.contracts.wire.EndpointJson.GOAL_NAMES;
import static com.traitly.contracts.wire.EndpointJson.HEADERS;
import static com.traitly.contracts.wire.EndpointJson.LATEST;
import static com.traitly.contracts.wire.EndpointJson.OBJECTS;
import static com.traitly.contracts.wire.EndpointJson.URL;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.model.EndpointFilter;
import com.traitly.contracts.model.SigningSecret;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and checks a caller's webhook endpoint, noting everything that is wrong with it. */
public final class EndpointReader {
  private static final int MAX_HEADER = 2_000;
  private static final int MAX_NAMES = 100;
  private static final int MAX_HEADERS = 50;
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  private static final Set<String> OUR_HEADERS =
      Set.of(
          "host",
          "user-agent",
          "accept",
          "accept-encoding",
          "content-type",
          "content-length",
          "content-encoding",
          "connection",
          "expect",
          "keep-alive",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");
  private static final List<String> OUR_PREFIXES = List.of("webhook-", "traitly-");

  private final ObjectReader body;
  private final boolean httpAllowed;

  /**
   * A reader of one body.
   *
   * @param httpAllowed whether a URL may say http
   * @param problems where everything wrong is noted; what is read only means something when there
   *     is nothing
   */
  public EndpointReader(JsonNode json, boolean httpAllowed, Problems problems) {
    body = new ObjectReader(json, "", problems);
    this.httpAllowed = httpAllowed;
  }

  /** A new endpoint; id, secrets and creation time are ours. */
  public Endpoint read(String id, List<SigningSecret> secrets, long createdAt) {
    return read(id, secrets, createdAt, 0);
  }

  /** A changed endpoint; what the caller has no say in stays as it was. */
  public Endpoint read(Endpoint before) {
    return read(before.id(), before.secrets(), before.createdAt(), before.activation());
  }

  private Endpoint read(String id, List<SigningSecret> secrets, long createdAt, int activation) {
    return new Endpoint(
        id,
        url(),
        interest(),
        body.choice(COALESCE, LATEST, Set.of(LATEST, ALL)).equals(LATEST),
        body.integer(EndpointJson.MAX_IN_FLIGHT, 16, 1, 256),
        body.integer(EndpointJson.RATE_LIMIT, 0, 0, 100_000),
        headers(),
        body.flag(EndpointJson.ENABLED, true),
        body.flag(EndpointJson.PAUSED, false),
        List.copyOf(secrets),
        createdAt,
        activation);
  }

  private String url() {
    String text = body.required(URL, ReceiverUrl.MAX_LENGTH);
    if (text == null) {
      return "";
    }
    try {
      ReceiverUrl url = ReceiverUrl.parse(text);
      if (url.scheme().equals("http") && !httpAllowed) {
        body.invalid(
            URL, "must say https: plain http is not allowed here, see TRAITLY_WEBHOOK_ALLOW_HTTP");
      }
      return url.toString();
    } catch (IllegalArgumentException e) {
      body.invalid(URL, String.valueOf(e.getMessage()));
      return "";
    }
  }

  private Endpoint.Interest interest() {
    Set<String> objects = objects();
    return new Endpoint.Interest(
        objects, goalNames(), body.number(EndpointJson.MIN_DELTA, 0, 0, 1), filter(objects));
  }

  private Set<String> objects() {
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

  private Set<String> goalNames() {
    Set<String> named = body.names(GOAL_NAMES);
    if (named.size() > MAX_NAMES) {
      body.invalid(GOAL_NAMES, "must be at most %d; leave it out for all".formatted(MAX_NAMES));
    }
    return named.isEmpty() ? Set.of(Endpoint.ALL_GOALS) : named;
  }

  private EndpointFilter filter(Set<String> objects) {
    ObjectReader filter = body.object(FILTER);
    JsonNode json = body.value(FILTER);
    if (filter == null || json == null) {
      return EndpointFilter.NONE;
    }
    onlyKnown(filter, json, Set.of(Fields.LIKELIHOOD, FIRST_ACTION));
    Set<String> first = filter.names(FIRST_ACTION);
    if (first.size() > MAX_NAMES) {
      filter.invalid(FIRST_ACTION, "must be at most %d names".formatted(MAX_NAMES));
    }
    applies(filter, Fields.LIKELIHOOD, AnnouncementObject.GOAL_PROPENSITY_CHANGE, objects);
    applies(filter, FIRST_ACTION, AnnouncementObject.RECOMMENDED_NEXT_ACTIONS, objects);
    ObjectReader likelihood = filter.object(Fields.LIKELIHOOD);
    JsonNode bounds = filter.value(Fields.LIKELIHOOD);
    if (likelihood == null || bounds == null) {
      return new EndpointFilter(null, null, first);
    }
    onlyKnown(likelihood, bounds, Set.of(ABOVE, BELOW));
    Double above = bound(likelihood, ABOVE);
    Double below = bound(likelihood, BELOW);
    if (above != null && below != null && above >= below) {
      likelihood.invalid(BELOW, "must be greater than above, or nothing would ever pass");
    }
    return new EndpointFilter(above, below, first);
  }

  /** A misspelt condition would let everything through, so it is not ignored as fields are. */
  private static void onlyKnown(ObjectReader reader, JsonNode json, Set<String> known) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            reader.invalid(name, "is no condition there is: " + String.join(", ", known) + " are");
          }
        });
  }

  private static void applies(
      ObjectReader filter, String condition, AnnouncementObject object, Set<String> objects) {
    if (filter.value(condition) != null && !objects.contains(object.wireName())) {
      filter.invalid(
          condition, "is about %s, which objects does not have".formatted(object.wireName()));
    }
  }

  private static @Nullable Double bound(ObjectReader likelihood, String field) {
    return likelihood.value(field) == null ? null : (Double) likelihood.number(field, 0, 0, 1);
  }

  private Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    ObjectReader reader = body.object(HEADERS);
    JsonNode json = body.value(HEADERS);
    if (reader == null || json == null) {
      return headers;
    }
    if (json.size() > MAX_HEADERS) {
      body.invalid(HEADERS, "must be at most " + MAX_HEADERS);
    }
    json.properties()
        .forEach(entry -> {
          String value = headerValue(entry.getKey(), entry.getValue());
          if (value == null
              || headers.keySet().stream().anyMatch(entry.getKey()::equalsIgnoreCase)) {
            reader.invalid(
                entry.getKey(),
                "must be a header we do not set, once, with a printable text value");
          } else {
            headers.put(entry.getKey(), value);
          }
        });
    return headers;
  }

  private static @Nullable String headerValue(String name, JsonNode value) {
    String lower = name.toLowerCase(Locale.ROOT);
    boolean allowed =
        HEADER_NAME.matcher(name).matches()
            && !OUR_HEADERS.contains(lower)
            && OUR_PREFIXES.stream().noneMatch(lower::startsWith)
            && value.isTextual()
            && value.textValue().length() <= MAX_HEADER
            && value.textValue().chars().allMatch(c -> c >= ' ' && c < 127);
    return allowed ? value.textValue() : null;
  }
}
