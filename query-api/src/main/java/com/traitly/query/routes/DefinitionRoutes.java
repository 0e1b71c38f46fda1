package com.traitly.query.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.webhook.EndpointJson;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.EntityTags;
import com.traitly.platform.route.Route;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.Row;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * Lists and shows an account's goals, webhook endpoints and API keys: goals by name, the others in
 * the order of their creation.
 */
public final class DefinitionRoutes {
  private static final String GOAL = "goal";
  private static final String WEBHOOK = "webhook";
  private static final String TOKEN = "token";

  private final DefinitionView<Goal> goals;
  private final DefinitionView<Endpoint> webhooks;
  private final DefinitionView<Token> tokens;
  private final BackfillProgress backfill;
  private final ListAnswers lists;

  public DefinitionRoutes(
      DefinitionView<Goal> goals,
      DefinitionView<Endpoint> webhooks,
      DefinitionView<Token> tokens,
      BackfillProgress backfill,
      ListAnswers lists) {
    this.goals = goals;
    this.webhooks = webhooks;
    this.tokens = tokens;
    this.backfill = backfill;
    this.lists = lists;
  }

  public List<Route> routes() {
    return List.of(
        list("/goal", Scope.READ, GOAL, goals),
        new Route(HandlerType.GET, "/goal/{name}", Scope.READ, this::goal),
        list("/webhook", Scope.READ, WEBHOOK, webhooks),
        new Route(HandlerType.GET, "/webhook/{id}", Scope.READ, this::webhook),
        list("/token", Scope.ADMIN, TOKEN, tokens));
  }

  private <V> Route list(String path, Scope scope, String object, DefinitionView<V> definitions) {
    return new Route(
        HandlerType.GET,
        path,
        scope,
        List.of(Parameters.LIMIT, Parameters.CURSOR),
        (ctx, caller) -> list(ctx, caller, object, definitions));
  }

  private void goal(Context ctx, Caller caller) {
    Goal goal = GoalFinder.saved(goals).named(ctx, caller);
    ObjectNode item = goals.form().item().apply(goal);
    ObjectNode progress = backfill.of(caller.account(), goal, new ReadRequirements(ctx, List.of()));
    if (progress != null) {
      item.set("backfill", progress);
    }
    if (BackfillProgress.saysNothingNew(progress)) {
      one(ctx, GOAL, GoalJson.etag(goal), item);
    } else {
      ctx.header("ETag", GoalJson.etag(goal));
      lists.one(ctx, GOAL, item, InferredWindowsWarning.warnings(goal, item.path("backfill")));
    }
  }

  private void webhook(Context ctx, Caller caller) {
    Endpoint endpoint = endpoint(ctx, caller);
    one(ctx, WEBHOOK, EndpointJson.etag(endpoint), webhooks.form().item().apply(endpoint));
  }

  /**
   * The endpoint that the address names.
   *
   * @throws ApiException {@code webhook_not_found}
   */
  Endpoint endpoint(Context ctx, Caller caller) {
    String id = ctx.pathParam("id");
    Endpoint endpoint = known(ctx, webhooks).get(new AccountKey(caller.account(), id));
    if (endpoint == null) {
      throw ApiException.of(
          ErrorCode.WEBHOOK_NOT_FOUND,
          "There is no webhook endpoint with the id %s; GET /webhook lists those there are"
              .formatted(id));
    }
    return endpoint;
  }

  /** Answers an item with its entity tag; 304 without a body when the caller has it already. */
  private void one(Context ctx, String object, String etag, ObjectNode item) {
    ctx.header("ETag", etag);
    if (EntityTags.hasCurrent(ctx.header("If-None-Match"), etag)) {
      ctx.status(304);
    } else {
      lists.one(ctx, object, item);
    }
  }

  private <V> void list(Context ctx, Caller caller, String object, DefinitionView<V> definitions) {
    Parameters parameters = new Parameters(ctx);
    Cursor cursor = Cursor.of(caller.account(), object);
    int limit = parameters.limit();
    Bytes after = parameters.after(cursor);
    List<Row> rows = new ArrayList<>();
    known(ctx, definitions)
        .forEach((key, definition) -> {
          Bytes place =
              Bytes.wrap(
                  definitions.form().order().apply(definition).getBytes(StandardCharsets.UTF_8));
          boolean wanted = after == null || place.compareTo(after) > 0;
          if (wanted && key.account().equals(caller.account())) {
            rows.add(new Row(place, definitions.form().item().apply(definition)));
          }
        });
    lists.page(ctx, object, Page.merge(List.of(new Page(rows, null)), limit, false), cursor);
  }

  private static <V> Map<AccountKey, V> known(Context ctx, DefinitionView<V> definitions) {
    return definitions.including(new Parameters(ctx).reading(Set.of(definitions.topicName())));
  }
}
