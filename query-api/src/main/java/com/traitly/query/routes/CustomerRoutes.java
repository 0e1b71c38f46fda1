package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
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

/** Lists customers in the order of their ids, shorter ids first, and shows one. */
public final class CustomerRoutes {
  private static final String CUSTOMER = "customer";

  private static final List<String> PARAMETERS =
      List.of(Fields.CUSTOMER_ID, Fields.NAME, Fields.PLAN, Parameters.LIMIT, Parameters.CURSOR);

  private final StateReads state;
  private final ListAnswers lists;
  private final Set<String> waitedFor;

  public CustomerRoutes(StateReads state, ListAnswers lists, Topics topics) {
    this.state = state;
    this.lists = lists;
    waitedFor = Set.of(topics.customers().name());
  }

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/customer", Scope.READ, PARAMETERS, this::list),
        new Route(HandlerType.GET, "/customer/{id}", Scope.READ, this::one));
  }

  private void one(Context ctx, Caller caller) {
    String customerId = Parameters.checkedCustomerId(ctx.pathParam("id"));
    JsonNode item =
        state.ask(
            ReadQueries.CUSTOMER,
            new AccountKey(caller.account(), customerId),
            Json.object().put(Fields.CUSTOMER_ID, customerId),
            new Parameters(ctx).reading(waitedFor));
    lists.one(ctx, CUSTOMER, item);
  }

  private void list(Context ctx, Caller caller) {
    Parameters parameters = new Parameters(ctx);
    String customerId = parameters.customerId();
    String name = parameters.name(Fields.NAME);
    String plan = parameters.name(Fields.PLAN);
    Cursor cursor = Cursor.of(caller.account(), CUSTOMER, customerId, name, plan);
    int limit = parameters.limit();
    PageArgs args =
        new PageArgs(
            customerId,
            name,
            plan,
            null,
            null,
            new PageRequest(false, limit + 1, parameters.after(cursor)));
    List<JsonNode> answers = ask(caller.account(), args, parameters.reading(waitedFor));
    Page page = Page.merge(answers.stream().map(Page::read).toList(), limit, false);
    lists.page(ctx, CUSTOMER, page, cursor);
  }

  private List<JsonNode> ask(String account, PageArgs args, ReadRequirements reading) {
    String customerId = args.customerId();
    return customerId == null
        ? state.askAll(ReadQueries.CUSTOMERS, account, args.json(), reading)
        : List.of(
            state.ask(
                ReadQueries.CUSTOMERS, new AccountKey(account, customerId), args.json(), reading));
  }
}
