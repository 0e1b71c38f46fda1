package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.query.readmodel.PageArgs;
import com.traitly.query.readmodel.ReadQueries;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;

/** Lists the account's records that could not be read or handled, newest first. */
public final class DeadLetterRoutes {
  private static final String DEAD_LETTER = "dead-letter";

  private static final List<String> PARAMETERS =
      List.of(
          EventRoutes.CREATED_AFTER,
          EventRoutes.CREATED_BEFORE,
          Parameters.ORDER,
          Parameters.LIMIT,
          Parameters.CURSOR);

  private final StateReads state;
  private final ListAnswers lists;
  private final Set<String> waitedFor;

  public DeadLetterRoutes(StateReads state, ListAnswers lists, Topics topics) {
    this.state = state;
    this.lists = lists;
    waitedFor = Set.of(topics.redrives().name(), topics.customers().name());
  }

  public List<Route> routes() {
    return List.of(new Route(HandlerType.GET, "/dead-letter", Scope.ADMIN, PARAMETERS, this::list));
  }

  private void list(Context ctx, Caller caller) {
    Parameters parameters = new Parameters(ctx);
    boolean descending = parameters.descending(true);
    Long after = parameters.instant(EventRoutes.CREATED_AFTER);
    Long before = parameters.instant(EventRoutes.CREATED_BEFORE);
    Cursor cursor = Cursor.of(caller.account(), DEAD_LETTER, after, before, descending);
    int limit = parameters.limit();
    PageRequest part = new PageRequest(descending, limit + 1, parameters.after(cursor));
    PageArgs args = new PageArgs(null, null, null, after, before, part);
    List<JsonNode> answers =
        state.askAll(
            ReadQueries.DEAD_LETTERS, caller.account(), args.json(), parameters.reading(waitedFor));
    Page page = Page.merge(answers.stream().map(Page::read).toList(), limit, descending);
    lists.page(ctx, DEAD_LETTER, page, cursor);
  }
}
