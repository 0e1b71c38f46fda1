package com.traitly.query.routes;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.platform.auth.Caller;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Finds the goal or the draft that an address names. Thread-safe.
 *
 * @param unknown the error message for an unknown name, given the names that exist
 */
record GoalFinder(
    DefinitionView<Goal> goals, BiFunction<String, List<String>, String> unknown) {
  /** Finds saved goals. */
  public static GoalFinder saved(DefinitionView<Goal> goals) {
    return new GoalFinder(goals, GoalJson::unknown);
  }

  /** Finds drafts. */
  public static GoalFinder tried(DefinitionView<Goal> drafts) {
    return new GoalFinder(
        drafts,
        (name, names) ->
            "There is no dry run of a goal named '%s': PUT /goal/{name}?dry_run=true makes one"
                .formatted(name));
  }

  /**
   * The caller's goal, including the writes that the request names.
   *
   * @throws ApiException {@code goal_not_found}
   */
  public Goal named(Context ctx, Caller caller) {
    String name = ctx.pathParam("name").strip();
    Map<AccountKey, Goal> all =
        goals.including(new Parameters(ctx).reading(Set.of(goals.topicName())));
    Goal goal = all.get(new AccountKey(caller.account(), name));
    if (goal == null) {
      List<String> names =
          all.keySet().stream()
              .filter(each -> each.account().equals(caller.account()))
              .map(AccountKey::id)
              .sorted()
              .toList();
      throw ApiException.of(ErrorCode.GOAL_NOT_FOUND, unknown.apply(name, names));
    }
    return goal;
  }
}
