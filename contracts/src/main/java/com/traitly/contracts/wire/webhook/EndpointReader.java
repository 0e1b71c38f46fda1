package com.traitly.contracts.wire.webhook;

import static com.traitly.contracts.wire.webhook.EndpointJson.ABOVE;
import static com.traitly.contracts.wire.webhook.EndpointJson.ALL;
import static com.traitly.contracts.wire.webhook.EndpointJson.BELOW;
import static com.traitly.contracts.wire.webhook.EndpointJson.COALESCE;
import static com.traitly.contracts.wire.webhook.EndpointJson.FILTER;
import static com.traitly.contracts.wire.webhook.EndpointJson.FIRST_ACTION;
import static com.traitly.contracts.wire.webhook.EndpointJson.GOAL_NAMES;
import static com.traitly.contracts.wire.webhook.EndpointJson.HEADERS;
import static com.traitly.contracts.wire.webhook.EndpointJson.LATEST;
import static com.traitly.contracts.wire.webhook.EndpointJson.OBJECTS;
import static com.traitly.contracts.wire.webhook.EndpointJson.URL;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.webhook.EncryptedDestination;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.webhook.SigningSecret;
import com.traitly.contracts.wire.Fields;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads and checks a caller's webhook endpoint, noting everything that is wrong with it. */
public final class EndpointReader {
  private static final int MAX_NAMES = 100;
  private static final Set<String> KNOWN =
      Set.of(
          URL,
          OBJECTS,
          GOAL_NAMES,
          EndpointJson.MIN_DELTA,
          FILTER,
          COALESCE,
          EndpointJson.MAX_IN_FLIGHT,
          EndpointJson.RATE_LIMIT,
          HEADERS,
          EndpointJson.ENABLED,
          EndpointJson.PAUSED,
          EndpointJson.LISTENER);

  private final ObjectReader body;
  private final boolean httpAllowed;

  /**
   * A reader of one body.
   *
   * @param httpAllowed whether a URL may use plain http
   * @param problems collects everything wrong; what is read only means something when it stays
   *     empty
   */
  public EndpointReader(JsonNode json, boolean httpAllowed, Problems problems) {
    body = new ObjectReader(json, "", problems);
    this.httpAllowed = httpAllowed;
    KnownFields.require(body, json, KNOWN);
  }

  /** Whether deliveries are to go to a listener; the URL then says where it forwards them. */
  public boolean listener() {
    return body.flag(EndpointJson.LISTENER, false);
  }

  /** The endpoint's destination, to be encrypted before anything is stored. */
  public Destination destination() {
    // We never call a listener's URL.
    return new DestinationReader(body, httpAllowed || listener()).read();
  }

  /** A new endpoint; we choose its id, secrets and creation time. */
  public Endpoint read(
      String id, EncryptedDestination destination, List<SigningSecret> secrets, long createdAt) {
    return read(id, destination, secrets, createdAt, 0);
  }

  /** A changed endpoint; whatever the caller cannot change stays as it was. */
  public Endpoint read(Endpoint before, EncryptedDestination destination) {
    Endpoint after =
        read(before.id(), destination, before.secrets(), before.createdAt(), before.activation());
    Long until = before.listenUntil();
    return until == null ? after : after.listeningUntil(until);
  }

  private Endpoint read(
      String id,
      EncryptedDestination destination,
      List<SigningSecret> secrets,
      long createdAt,
      int activation) {
    return new Endpoint(
        id,
        destination,
        interest(),
        body.choice(COALESCE, LATEST, Set.of(LATEST, ALL)).equals(LATEST),
        body.integer(EndpointJson.MAX_IN_FLIGHT, 16, 1, 256),
        body.integer(EndpointJson.RATE_LIMIT, 0, 0, 100_000),
        body.flag(EndpointJson.ENABLED, true),
        body.flag(EndpointJson.PAUSED, false),
        List.copyOf(secrets),
        createdAt,
        activation,
        null);
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
    KnownFields.require(filter, json, Set.of(Fields.LIKELIHOOD, FIRST_ACTION));
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
    KnownFields.require(likelihood, bounds, Set.of(ABOVE, BELOW));
    Double above = bound(likelihood, ABOVE);
    Double below = bound(likelihood, BELOW);
    if (above != null && below != null && above >= below) {
      likelihood.invalid(BELOW, "must be greater than above, or nothing would ever pass");
    }
    return new EndpointFilter(above, below, first);
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
}
