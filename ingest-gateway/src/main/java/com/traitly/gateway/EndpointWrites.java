package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.EndpointJson;
import com.traitly.contracts.wire.Problems;
import com.traitly.platform.auth.ApiKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Creates, changes and removes webhook endpoints. Thread-safe. */
final class EndpointWrites {
  private static final String OBJECT = "webhook";
  private static final String ID = "id";
  private static final String ETAG = "ETag";
  private static final int SECRET_BYTES = 32;

  private final Definitions<Endpoint> endpoints;
  private final Definitions<Goal> goals;
  private final SecureRandom random = new SecureRandom();

  EndpointWrites(Definitions<Endpoint> endpoints, Definitions<Goal> goals) {
    this.endpoints = endpoints;
    this.goals = goals;
  }

  /** {@code POST /webhook}: the only answer that shows the secret. */
  Answer create(WriteCall call) {
    String id = ApiKeys.generateId("wh_");
    String secret = newSecret();
    Problems problems = new Problems();
    Endpoint endpoint =
        EndpointJson.read(call.json(), id, List.of(secret), call.receivedAt(), problems);
    problems.throwIfAny();
    var changed = endpoints.change(call.key(id), before -> endpoint);
    ObjectNode item = EndpointJson.item(endpoint).put("secret", secret);
    Warnings warnings = warnings(call, endpoint);
    return Answer.of(201, OBJECT, call.receivedAt(), List.of(item), warnings)
        .with(ETAG, EndpointJson.etag(endpoint))
        .at(changed.positions());
  }

  /** {@code PATCH /webhook/{id}}: the fields sent replace the stored ones. */
  Answer update(WriteCall call) {
    JsonNode sent = call.json();
    var changed =
        endpoints.change(call.key(call.path(ID)), before -> merge(known(before, call), sent));
    Endpoint after = Objects.requireNonNull(changed.after());
    List<ObjectNode> items = List.of(EndpointJson.item(after));
    return Answer.of(200, OBJECT, call.receivedAt(), items, warnings(call, after))
        .with(ETAG, EndpointJson.etag(after))
        .at(changed.positions());
  }

  /** {@code DELETE /webhook/{id}}. */
  Answer delete(WriteCall call) {
    var changed =
        endpoints.change(
            call.key(call.path(ID)),
            before -> {
              known(before, call);
              return null;
            });
    Endpoint deleted = Objects.requireNonNull(changed.before());
    return Answer.of(200, OBJECT, call.receivedAt(), List.of(EndpointJson.item(deleted)))
        .at(changed.positions());
  }

  private static Endpoint merge(Endpoint before, JsonNode sent) {
    Problems problems = new Problems();
    ObjectNode merged = EndpointJson.item(before);
    if (sent instanceof ObjectNode fields) {
      merged.setAll(fields);
    } else {
      problems.invalid("", "must be a JSON object");
    }
    Endpoint after =
        EndpointJson.read(merged, before.id(), before.secrets(), before.createdAt(), problems);
    problems.throwIfAny();
    return after;
  }

  private static Endpoint known(@Nullable Endpoint endpoint, WriteCall call) {
    if (endpoint == null) {
      throw ApiException.of(
          ErrorCode.WEBHOOK_NOT_FOUND,
          "There is no webhook endpoint with the id %s; GET /webhook lists those there are"
              .formatted(call.path(ID)));
    }
    Precondition.check(call, EndpointJson.etag(endpoint));
    return endpoint;
  }

  /** Goals may come later, so an unknown name is no error. */
  private Warnings warnings(WriteCall call, Endpoint endpoint) {
    Warnings warnings = new Warnings();
    for (String name : endpoint.goalNames()) {
      if (!name.equals(Endpoint.ALL_GOALS) && goals.get(call.key(name)) == null) {
        warnings.add("/goal_names", "has '%s', which is no goal so far".formatted(name));
      }
    }
    return warnings;
  }

  private String newSecret() {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return "whsec_" + Base64.getEncoder().encodeToString(bytes);
  }
}
