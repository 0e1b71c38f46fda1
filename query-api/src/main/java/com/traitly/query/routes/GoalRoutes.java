package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/**
 * Shows a goal's report, its customers by likelihood and its model, and the result of a dry run.
 */
public final class GoalRoutes {
  private static final String REPORT = "goal-report";
  private static final String CUSTOMERS = "goal-customers";
  private static final String MODEL = "goal-model";
  private static final String DRY_RUN = "dry_run";
  private static final List<String> LISTED =
      List.of(Parameters.ORDER, Parameters.LIMIT, Parameters.CURSOR);

  private final GoalFinder goals;
  private final GoalFinder drafts;
  private final StateReads processor;
  private final ListAnswers lists;
  private final String goalsTopic;
  private final Set<String> waitedFor;

  public GoalRoutes(
      GoalFinder goals, GoalFinder drafts, StateReads processor, ListAnswers lists, Topics topics) {
    this.goals = goals;
    this.drafts = drafts;
    this.processor = processor;
    this.lists = lists;
    goalsTopic = topics.goals().name();
    waitedFor = Set.of(topics.events().name(), topics.customers().name(), goalsTopic);
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/goal/{name}/report", Scope.READ, this::report),
        new Route(HandlerType.GET, "/goal/{name}/model", Scope.READ, List.of(DRY_RUN), this::model),
        new Route(HandlerType.GET, "/goal/{name}/customer", Scope.READ, LISTED, this::customers));
  }

  private void report(Context ctx, Caller caller) {
    Goal goal = goals.named(ctx, caller);
    List<JsonNode> partitions =
        processor.askAll(
            REPORT, caller.account(), args(goal), new Parameters(ctx).reading(waitedFor));
    ObjectNode report = GoalReport.of(goal, partitions);
    lists.one(ctx, REPORT, report, InferredWindowsWarning.warnings(goal, report));
  }

  /** Every stream-processor knows all models, so the owner of the goal's key can answer. */
  private void model(Context ctx, Caller caller) {
    if (new Parameters(ctx).flag(DRY_RUN)) {
      draft(ctx, caller);
      return;
    }
    Goal goal = goals.named(ctx, caller);
    AccountKey key = new AccountKey(caller.account(), goal.name());
    ReadRequirements reading = new Parameters(ctx).reading(Set.of(goalsTopic));
    lists.one(ctx, MODEL, processor.ask(MODEL, key, args(goal), reading));
  }

  /** The result of a dry run so far; it is complete once the model is settled. */
  private void draft(Context ctx, Caller caller) {
    Goal draft = drafts.named(ctx, caller);
    AccountKey key = new AccountKey(caller.account(), draft.name());
    ObjectNode args = args(draft).put(DRY_RUN, true);
    ReadRequirements reading = new ReadRequirements(ctx, List.of());
    // Asked first: the counts then include the windows that a settled model learnt from.
    ObjectNode model = processor.ask(MODEL, key, args, reading).deepCopy();
    List<JsonNode> partitions =
        processor.askAll(BackfillProgress.QUERY, caller.account(), args, reading);
    ObjectNode progress = model.putObject(DRY_RUN);
    for (String count : List.of("done", "total", "enrolled", "reached", Fields.INFERRED)) {
      progress.put(count, GoalReport.sum(partitions, count));
    }
    lists.one(ctx, MODEL, model, InferredWindowsWarning.warnings(draft, progress));
  }

  private void customers(Context ctx, Caller caller) {
    Goal goal = goals.named(ctx, caller);
    Parameters parameters = new Parameters(ctx);
    boolean descending = parameters.descendingBy(Fields.LIKELIHOOD, true);
    Cursor cursor = Cursor.of(caller.account(), CUSTOMERS, goal.name(), descending);
    int limit = parameters.limit();
    PageRequest part = new PageRequest(descending, limit + 1, parameters.after(cursor));
    List<JsonNode> partitions =
        processor.askAll(
            CUSTOMERS, caller.account(), part.addTo(args(goal)), parameters.reading(waitedFor));
    Page page = Page.merge(partitions.stream().map(Page::read).toList(), limit, descending);
    lists.page(ctx, "goal-customer", page, cursor);
  }

  private static ObjectNode args(Goal goal) {
    return Json.object().put(Fields.GOAL_NAME, goal.name()).put("goal_version", goal.version());
  }
}
