package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.gateway.http.Precondition;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Saves and removes goals; every save is a new version. With {@code dry_run} a goal becomes a draft
 * instead, which is only tried on stored history. Thread-safe.
 */
public record GoalWrites(DefinitionStore<Goal> goals, DefinitionStore<Goal> drafts) {
  private static final String OBJECT = "goal";
  private static final String NAME = "name";

  /** {@code POST /goal}: the body has the name; a save answers 201 even when it replaces a goal. */
  public WriteAnswer create(WriteCall call) {
    JsonNode json = call.json();
    String name = nameIn(json);
    return call.dryRun() ? tried(call, json, name) : saved(call, json, save(call, json, name), 201);
  }

  /** {@code PUT /goal/{name}}: the body may repeat the name. */
  public WriteAnswer put(WriteCall call) {
    String name = nameIn(Json.object().put(Fields.NAME, call.path(NAME)));
    JsonNode json = call.json();
    JsonNode repeated = json.path(Fields.NAME);
    if (!repeated.isMissingNode()
        && (repeated.isNull() || !repeated.asText().strip().equals(name))) {
      Problems problems = new Problems();
      problems.invalid("/" + Fields.NAME, "must be the one in the address, or be left out");
      problems.throwIfAny();
    }
    if (call.dryRun()) {
      return tried(call, json, name);
    }
    var changed = save(call, json, name);
    return saved(call, json, changed, changed.before() == null ? 201 : 200);
  }

  /** {@code DELETE /goal/{name}}. */
  public WriteAnswer delete(WriteCall call) {
    String name = call.path(NAME).strip();
    var changed =
        goals.change(
            call.key(name),
            before -> {
              if (before == null) {
                throw unknown(call, name);
              }
              check(call, before);
              return null;
            });
    return changed.answer(call, 200, OBJECT, GoalJson::write);
  }

  private DefinitionStore.Changed<Goal> save(WriteCall call, JsonNode json, String name) {
    return goals.change(
        call.key(name),
        before -> {
          check(call, before);
          // Never a version that a deleted goal of this name had: state kept for the old goal would
          // count as the new one's.
          return read(json, name, before == null ? call.receivedMillis() : before.version() + 1);
        });
  }

  /** Makes a draft, which is tried on the stored history; 202, because that takes time. */
  private WriteAnswer tried(WriteCall call, JsonNode json, String name) {
    check(call, goals.get(call.key(name)));
    var changed =
        drafts.change(
            call.key(name),
            before -> {
              // The version is an instant; the draft is kept for a while from then on.
              long least = before == null ? 0 : before.version() + 1;
              return read(json, name, Math.max(call.receivedMillis(), least));
            });
    return answer(call, json, changed, 202)
        .with("Location", "/api/v1/goal/" + inAddress(name) + "/model?dry_run=true");
  }

  private static String inAddress(String name) {
    // Dots too: a client would resolve a name of only dots out of the address.
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace(".", "%2E");
  }

  private static Goal read(JsonNode json, String name, long version) {
    Problems problems = new Problems();
    Goal goal = GoalReader.read(json, name, version, problems);
    problems.throwIfAny();
    return goal;
  }

  private static WriteAnswer saved(
      WriteCall call, JsonNode sent, DefinitionStore.Changed<Goal> changed, int status) {
    return answer(call, sent, changed, status).with("ETag", GoalJson.etag(changed.shown()));
  }

  private static WriteAnswer answer(
      WriteCall call, JsonNode sent, DefinitionStore.Changed<Goal> changed, int status) {
    Warnings warnings = GoalWarnings.of(changed.shown(), sent);
    return changed.answer(call, status, OBJECT, GoalJson::write, warnings);
  }

  private static String nameIn(JsonNode json) {
    Problems problems = new Problems();
    String name = new ObjectReader(json, "", problems).requiredName(Fields.NAME);
    problems.throwIfAny();
    return String.valueOf(name);
  }

  private static void check(WriteCall call, @Nullable Goal before) {
    Precondition.check(call, before == null ? null : GoalJson.etag(before));
  }

  private ApiException unknown(WriteCall call, String name) {
    List<String> names = goals.of(call.account()).stream().map(Goal::name).sorted().toList();
    return ApiException.of(ErrorCode.GOAL_NOT_FOUND, GoalJson.unknown(name, names));
  }
}
