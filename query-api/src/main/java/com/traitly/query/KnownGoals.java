package com.traitly.query;

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

/** The goal that an address names. Thread-safe. */
record KnownGoals(Definitions<Goal> goals) {
  /**
   * The caller's goal, as the writes the request names left it.
   *
   * @throws ApiException {@code goal_not_found}
   */
  Goal named(Context ctx, Caller caller) {
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
      throw ApiException.of(ErrorCode.GOAL_NOT_FOUND, GoalJson.unknown(name, names));
    }
    return goal;
  }
}
