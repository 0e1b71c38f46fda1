package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.contracts.wire.Json;
import com.traitly.contracts.wire.ObjectReader;
import com.traitly.contracts.wire.Problems;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Saves and removes goals; every save is a new version. Thread-safe. */
final class GoalWrites {
  private static final String OBJECT = "goal";
  private static final String NAME = "name";

  private final Definitions<Goal> goals;

  GoalWrites(Definitions<Goal> goals) {
    this.goals = goals;
  }

  /** {@code POST /goal}: the name stands in the body; answers 201 like every POST. */
  Answer create(WriteCall call) {
    JsonNode json = call.json();
    return answer(call, json, save(call, json, nameIn(json)), 201);
  }

  /** {@code PUT /goal/{name}}: the body may repeat the name. */
  Answer put(WriteCall call) {
    String name = nameIn(Json.object().put(Fields.NAME, call.path(NAME)));
    JsonNode json = call.json();
    JsonNode repeated = json.path(Fields.NAME);
    if (!repeated.isMissingNode() && !repeated.asText().strip().equals(name)) {
      Problems problems = new Problems();
      problems.invalid("/" + Fields.NAME, "must be the one in the address, or be left out");
      problems.throwIfAny();
    }
    var changed = save(call, json, name);
    return answer(call, json, changed, changed.before() == null ? 201 : 200);
  }

  /** {@code DELETE /goal/{name}}. */
  Answer delete(WriteCall call) {
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
    ObjectNode item = GoalJson.write(Objects.requireNonNull(changed.before()));
    return Answer.of(200, OBJECT, call.receivedAt(), List.of(item)).at(changed.positions());
  }

  private Definitions.Changed<Goal> save(WriteCall call, JsonNode json, String name) {
    if (call.dryRun()) {
      // Whoever asks for a backtest must not find customers enrolled.
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER,
          "dry_run is not supported: nothing was saved. Save the goal and see GET"
              + " /goal/{name}/model, which shows its backtest");
    }
    return goals.change(
        call.key(name),
        before -> {
          check(call, before);
          Problems problems = new Problems();
          // Never a version that a deleted goal of this name had: state kept for that one would
          // be taken for this one's.
          long version = before == null ? call.receivedMillis() : before.version() + 1;
          Goal goal = GoalReader.read(json, name, version, problems);
          problems.throwIfAny();
          return goal;
        });
  }

  private static Answer answer(
      WriteCall call, JsonNode sent, Definitions.Changed<Goal> changed, int status) {
    Goal saved = Objects.requireNonNull(changed.after());
    Warnings warnings = GoalWarnings.of(saved, sent);
    return Answer.of(status, OBJECT, call.receivedAt(), List.of(GoalJson.write(saved)), warnings)
        .with("ETag", GoalJson.etag(saved))
        .at(changed.positions());
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
