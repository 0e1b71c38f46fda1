package com.traitly.query.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.GoalJson;
import com.traitly.contracts.wire.TokenJson;
import com.traitly.contracts.wire.webhook.EndpointJson;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Lists an account's goals, webhook endpoints and API keys: goals by name, the others in the order
 * of their creation. Never shows a secret.
 *
 * @param lastUsedAt when the API key of an id was last used, in UNIX seconds; null for never
 */
public record DefinitionRoutes(
    DefinitionView<Goal> goals,
    DefinitionView<Endpoint> webhooks,
    DefinitionView<Token> tokens,
    Function<String, @Nullable Long> lastUsedAt,
    ListAnswers lists) {
  public List<Route> routes() {
    return List.of(
        list("goal", Scope.READ, goals, Goal::name, GoalJson::write),
        list(
            "webhook",
            Scope.READ,
            webhooks,
            each -> inOrderMade(each.createdAt(), each.id()),
            EndpointJson::item),
        list(
            "token",
            Scope.ADMIN,
            tokens,
            each -> inOrderMade(each.createdAt(), each.id()),
            each -> TokenJson.listed(each, lastUsedAt.apply(each.id()))));
  }

  private <V> Route list(
      String object,
      Scope scope,
      DefinitionView<V> definitions,
      Function<V, String> order,
      Function<V, ObjectNode> item) {
    return new Route(
        HandlerType.GET,
        "/" + object,
        scope,
        ListAnswers.parameters(List.of()),
        (ctx, caller) ->
            lists.page(
                ctx,
                object,
                Cursor.of(caller.account(), object),
                false,
                part ->
                    List.of(page(ctx, caller.account(), definitions, part.after(), order, item))));
  }

  private static <V> Page page(
      Context ctx,
      String account,
      DefinitionView<V> definitions,
      @Nullable Bytes after,
      Function<V, String> order,
      Function<V, ObjectNode> item) {
    List<ListRow> rows = new ArrayList<>();
    definitions
        .all(ctx)
        .forEach((key, definition) -> {
          Bytes place = Bytes.wrap(order.apply(definition).getBytes(StandardCharsets.UTF_8));
          if (key.account().equals(account) && (after == null || place.compareTo(after) > 0)) {
            rows.add(new ListRow(place, item.apply(definition)));
          }
        });
    return new Page(rows, null);
  }

  private static String inOrderMade(long createdAt, String id) {
    return "%019d|%s".formatted(createdAt, id);
  }
}
