package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.streams.list.Page;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Shows a goal, its report, its customers by likelihood and its model, and the result of a dry run.
 */
public record GoalRoutes(
    DefinitionView<Goal> goals,
    DefinitionView<Goal> drafts,
    StateReads processor,
    ListAnswers lists,
    Topics topics) {
  private static final String REPORT = "goal-report";
  private static final String CUSTOMERS = "goal-customers";
  private static final String MODEL = "goal-model";

  /** Asks a partition how far a goal has been applied to the customers stored before it. */
  private static final String BACKFILL = "goal-backfill";

  private static final String DRY_RUN = "dry_run";
  private static final String COMPLETE = "complete";

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/goal/{name}", Scope.READ, this::goal),
        new Route(HandlerType.GET, "/goal/{name}/report", Scope.READ, this::report),
        new Route(HandlerType.GET, "/goal/{name}/model", Scope.READ, List.of(DRY_RUN), this::model),
        new Route(
            HandlerType.GET,
            "/goal/{name}/customer",
            Scope.READ,
            ListAnswers.parameters(List.of(Parameters.ORDER)),
            this::customers));
  }

  private void goal(Context ctx, Caller caller) {
    Goal goal = saved(ctx, caller);
    ObjectNode item = GoalJson.write(goal);
    ObjectNode progress = progress(ctx, caller, goal);
    if (progress != null) {
      item.set("backfill", progress);
    }
    long inferred = item.path("backfill").path(Fields.INFERRED).asLong();
    // A caller who has the goal's version may still lack the news of its progress.
    if (progress == null || (progress.path(COMPLETE).asBoolean() && inferred == 0)) {
      lists.one(ctx, "goal", GoalJson.etag(goal), item);
    } else {
      ctx.header("ETag", GoalJson.etag(goal));
      lists.one(ctx, "goal", item, InferredWindowsWarning.warnings(goal, progress));
    }
  }

  /**
   * How far the goal has been applied to stored customers; null when the partitions cannot answer
   * now, so that the goal is shown without it.
   */
  private @Nullable ObjectNode progress(Context ctx, Caller caller, Goal goal) {
    try {
      List<JsonNode> partitions =
          processor.askAll(
              BACKFILL, caller.account(), args(goal), new ReadRequirements(ctx, List.of()));
      return sums(Json.object(), partitions, List.of("done", "total", Fields.INFERRED))
          .put(COMPLETE, partitions.stream().allMatch(each -> each.path(COMPLETE).asBoolean()));
    } catch (ApiException unavailable) {
      return null;
    }
  }

  private void report(Context ctx, Caller caller) {
    Goal goal = saved(ctx, caller);
    List<JsonNode> partitions =
        processor.askAll(
            REPORT, caller.account(), args(goal), new Parameters(ctx).reading(waitedFor()));
    ObjectNode report = GoalReport.of(goal, partitions);
    lists.one(ctx, REPORT, report, InferredWindowsWarning.warnings(goal, report));
  }

  /** Every stream-processor knows all models, so the owner of the goal's key can answer. */
  private void model(Context ctx, Caller caller) {
    if (new Parameters(ctx).flag(DRY_RUN)) {
      draft(ctx, caller);
      return;
    }
    Goal goal = saved(ctx, caller);
    AccountKey key = new AccountKey(caller.account(), goal.name());
    ReadRequirements reading = new Parameters(ctx).reading(Set.of(topics.goals().name()));
    lists.one(ctx, MODEL, processor.ask(MODEL, key, args(goal), reading));
  }

  /** The result of a dry run so far; it is complete once the model is settled. */
  private void draft(Context ctx, Caller caller) {
    Goal draft =
        named(
            drafts,
            ctx,
            caller,
            (name, names) ->
                "There is no dry run of a goal named '%s': PUT /goal/{name}?dry_run=true makes one"
                    .formatted(name));
    AccountKey key = new AccountKey(caller.account(), draft.name());
    ObjectNode args = args(draft).put(DRY_RUN, true);
    ReadRequirements reading = new ReadRequirements(ctx, List.of());
    // Asked first: the counts then include the windows that a settled model learnt from.
    ObjectNode model = processor.ask(MODEL, key, args, reading).deepCopy();
    List<JsonNode> partitions = processor.askAll(BACKFILL, caller.account(), args, reading);
    ObjectNode progress =
        sums(
            model.putObject(DRY_RUN),
            partitions,
            List.of("done", "total", "enrolled", "reached", Fields.INFERRED));
    lists.one(ctx, MODEL, model, InferredWindowsWarning.warnings(draft, progress));
  }

  private void customers(Context ctx, Caller caller) {
    Goal goal = saved(ctx, caller);
    Parameters parameters = new Parameters(ctx);
    boolean descending = parameters.descendingBy(Fields.LIKELIHOOD, true);
    lists.page(
        ctx,
        "goal-customer",
        Cursor.of(caller.account(), CUSTOMERS, goal.name(), descending),
        descending,
        part ->
            Page.readAll(
                processor.askAll(
                    CUSTOMERS,
                    caller.account(),
                    part.addTo(args(goal)),
                    parameters.reading(waitedFor()))));
  }

  private Set<String> waitedFor() {
    return Set.of(topics.events().name(), topics.customers().name(), topics.goals().name());
  }

  private static ObjectNode sums(ObjectNode json, List<JsonNode> partitions, List<String> figures) {
    figures.forEach(each -> json.put(each, GoalReport.sum(partitions, each)));
    return json;
  }

  private static ObjectNode args(Goal goal) {
    return Json.object().put(Fields.GOAL_NAME, goal.name()).put("goal_version", goal.version());
  }

  private Goal saved(Context ctx, Caller caller) {
    return named(goals, ctx, caller, GoalJson::unknown);
  }

  /**
   * The goal or draft that the address names; {@code unknown} makes a message of the names known.
   */
  private static Goal named(
      DefinitionView<Goal> goals,
      Context ctx,
      Caller caller,
      BiFunction<String, List<String>, String> unknown) {
    String name = ctx.pathParam("name").strip();
    Map<AccountKey, Goal> all = goals.all(ctx);
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
