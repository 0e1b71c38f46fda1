package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.EndpointJson;
import com.traitly.contracts.wire.webhook.EndpointReader;
import com.traitly.gateway.http.Precondition;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.secret.MasterKeys;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Creates, changes and removes webhook endpoints. Thread-safe. */
public final class EndpointWrites {
  private static final String OBJECT = "webhook";
  private static final String ID = "id";
  private static final String ETAG = "ETag";
  private static final String SECRET = "secret";
  private static final String OVERLAP = "overlap_seconds";
  private static final int DAY = 86_400;
  private static final int LONGEST_OVERLAP = 30 * DAY;

  private final DefinitionStore<Endpoint> endpoints;
  private final DefinitionStore<Goal> goals;
  private final EndpointSecrets secrets;
  private final boolean httpAllowed;

  /**
   * A writer of endpoints.
   *
   * @param goals names an endpoint may want to hear of
   * @param keys encrypt the endpoints' secrets
   * @param httpAllowed whether their URLs may use http
   */
  public EndpointWrites(
      DefinitionStore<Endpoint> endpoints,
      DefinitionStore<Goal> goals,
      MasterKeys keys,
      boolean httpAllowed) {
    this.endpoints = endpoints;
    this.goals = goals;
    secrets = new EndpointSecrets(keys);
    this.httpAllowed = httpAllowed;
  }

  /** {@code POST /webhook}: the answer shows the secret for the only time. */
  public WriteAnswer create(WriteCall call) {
    String id = ApiKeys.generateId("wh_");
    String secret = secrets.generate();
    Problems problems = new Problems();
    EndpointReader reader = new EndpointReader(call.json(), httpAllowed, problems);
    Endpoint read =
        reader.read(
            id,
            secrets.seal(reader.destination(), id),
            List.of(secrets.seal(secret, id)),
            call.receivedAt());
    problems.throwIfAny();
    Endpoint endpoint =
        reader.listener()
            ? read.listeningUntil(call.receivedAt() + ListenerWrites.KEPT_SECONDS)
            : read;
    var changed = endpoints.change(call.key(id), before -> endpoint);
    return answer(call, 201, changed, withSecret(secret));
  }

  /** {@code PATCH /webhook/{id}}: the fields sent replace the stored ones. */
  public WriteAnswer update(WriteCall call) {
    JsonNode sent = call.json();
    var changed = change(call, before -> merge(before, sent));
    return answer(call, 200, changed, EndpointJson::item);
  }

  /** {@code POST /webhook/{id}/pause}: its deliveries wait; {@code resume}: they are sent. */
  public WriteAnswer pause(WriteCall call, boolean paused) {
    var changed = change(call, before -> before.withPaused(paused));
    return answer(call, 200, changed, EndpointJson::item);
  }

  /** {@code POST /webhook/{id}/rotate-secret}: the answer shows the new secret. */
  public WriteAnswer rotateSecret(WriteCall call) {
    Problems problems = new Problems();
    JsonNode json = call.jsonOrNone();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(OVERLAP));
    int overlap = body.integer(OVERLAP, DAY, 0, LONGEST_OVERLAP);
    problems.throwIfAny();
    String secret = secrets.generate();
    var changed =
        change(
            call,
            before ->
                before.with(
                    // Encrypted again, so that the destination no longer needs an older master key.
                    secrets.seal(secrets.open(before), before.id()),
                    EndpointSecrets.rotated(
                        before.secrets(),
                        secrets.seal(secret, before.id()),
                        call.receivedAt(),
                        overlap)));
    return answer(call, 201, changed, withSecret(secret));
  }

  /** {@code DELETE /webhook/{id}}. */
  public WriteAnswer delete(WriteCall call) {
    var changed =
        endpoints.change(
            call.key(call.path(ID)),
            before -> {
              known(before, call);
              return null;
            });
    return changed.answer(call, 200, OBJECT, EndpointJson::item);
  }

  private DefinitionStore.Changed<Endpoint> change(WriteCall call, UnaryOperator<Endpoint> next) {
    return endpoints.change(call.key(call.path(ID)), before -> next.apply(known(before, call)));
  }

  private static Function<Endpoint, ObjectNode> withSecret(String secret) {
    return endpoint -> EndpointJson.item(endpoint).put(SECRET, secret);
  }

  private WriteAnswer answer(
      WriteCall call,
      int status,
      DefinitionStore.Changed<Endpoint> changed,
      Function<Endpoint, ObjectNode> item) {
    return changed
        .answer(call, status, OBJECT, item, warnings(call, changed.shown()))
        .with(ETAG, EndpointJson.etag(changed.shown()));
  }

  private Endpoint merge(Endpoint before, JsonNode sent) {
    Problems problems = new Problems();
    Destination stored = secrets.open(before);
    ObjectNode merged = new EndpointChange(before, stored, problems).merged(sent);
    EndpointReader reader =
        new EndpointReader(merged, httpAllowed || before.hasListener(), problems);
    Destination wanted = reader.destination();
    Endpoint after =
        reader.read(
            before,
            wanted.equals(stored) ? before.destination() : secrets.seal(wanted, before.id()));
    problems.throwIfAny();
    // An explicit true begins a new activation. It also ends a disabling that does not show here
    // yet.
    return sent.path(EndpointChange.ENABLED).asBoolean() ? after.switched(true) : after;
  }

  private static Endpoint known(@Nullable Endpoint endpoint, WriteCall call) {
    if (endpoint == null) {
      throw unknown(call.path(ID));
    }
    Precondition.check(call, EndpointJson.etag(endpoint));
    return endpoint;
  }

  static ApiException unknown(String id) {
    return ApiException.of(
        ErrorCode.WEBHOOK_NOT_FOUND,
        "There is no webhook endpoint with the id %s; GET /webhook lists those there are"
            .formatted(id));
  }

  /** A goal may be created later, so an unknown name is no error. */
  private Warnings warnings(WriteCall call, Endpoint endpoint) {
    Warnings warnings = new Warnings();
    Endpoint.Interest interest = endpoint.interest();
    for (String name : interest.goalNames()) {
      if (!name.equals(Endpoint.ALL_GOALS) && goals.get(call.key(name)) == null) {
        warnings.add("/goal_names", "has '%s', which is no goal so far".formatted(name));
      }
    }
    EndpointFilter filter = interest.filter();
    if (interest.objects().size() > 1 && filter.onLikelihood() && filter.firstActions().isEmpty()) {
      warnings.add(
          "/filter/likelihood",
          "holds for goal-propensity-change alone: recommended-next-actions carry none and all pass");
    }
    return warnings;
  }
}
