package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.query.readmodel.ReadQueries;
import com.traitly.query.readmodel.RowFilter;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;

/**
 * Lists customers, events, rejected events and dead letters, and shows one customer. Customers are
 * in the order of their ids, shorter ids first. Events of one customer are oldest first, everything
 * else that has an instant is newest first, unless {@code order} says otherwise.
 */
public final class ReadModelRoutes {
  private static final int MOST_PAGES = 10;

  private final StateReads state;
  private final ListAnswers lists;
  private final Listed customers;
  private final Listed events;
  private final Listed letters;
  private final Listed rejected;

  /**
   * One kind of row.
   *
   * @param query asks a partition for the account's rows
   * @param queryOfCustomer asks the owner of a customer for the customer's rows
   * @param filters query parameters that choose rows; rows with an instant can also be ordered
   * @param waitedFor topics whose writes change the list; an erasure is on the customers' topic
   */
  private record Listed(
      String object,
      String query,
      String queryOfCustomer,
      List<String> filters,
      Set<String> waitedFor) {}

  public ReadModelRoutes(StateReads state, ListAnswers lists, Topics topics) {
    this.state = state;
    this.lists = lists;
    String facts = topics.customers().name();
    customers =
        new Listed(
            "customer",
            ReadQueries.CUSTOMERS,
            ReadQueries.CUSTOMERS,
            List.of(Fields.CUSTOMER_ID, Fields.NAME, Fields.PLAN),
            Set.of(facts));
    events =
        new Listed(
            "event",
            ReadQueries.EVENTS_OF_ACCOUNT,
            ReadQueries.EVENTS_OF_CUSTOMER,
            List.of(
                Fields.CUSTOMER_ID,
                Fields.NAME,
                RowFilter.CREATED_AFTER,
                RowFilter.CREATED_BEFORE,
                Parameters.ORDER),
            Set.of(topics.events().name(), facts));
    letters =
        new Listed(
            "dead-letter",
            ReadQueries.DEAD_LETTERS,
            ReadQueries.DEAD_LETTERS,
            List.of(RowFilter.CREATED_AFTER, RowFilter.CREATED_BEFORE, Parameters.ORDER),
            Set.of(topics.redrives().name(), facts));
    rejected =
        new Listed(
            "rejected-event",
            ReadQueries.REJECTED_EVENTS,
            ReadQueries.REJECTED_EVENTS,
            List.of(RowFilter.CREATED_AFTER, RowFilter.CREATED_BEFORE, Parameters.ORDER),
            Set.of(topics.deadLetters().name(), facts));
  }

  public List<Route> routes() {
    return List.of(
        list("/customer", Scope.READ, customers),
        new Route(HandlerType.GET, "/customer/{id}", Scope.READ, this::customer),
        list("/event", Scope.READ, events),
        list("/event/rejected", Scope.READ, rejected),
        list("/dead-letter", Scope.ADMIN, letters));
  }

  /**
   * Whether anybody of the account has sent an event of this name. Only a bounded number of the
   * account's newest events is searched, so a rare name may be missed.
   */
  boolean anybodySent(String account, String name, Parameters parameters) {
    ReadRequirements reading = parameters.reading(events.waitedFor());
    ObjectNode filter = new RowFilter(null, name, null, null, null).json();
    Bytes after = null;
    for (int looked = 0; looked < MOST_PAGES; looked++) {
      JsonNode args = new PageRequest(true, 1, after).addTo(filter);
      List<Page> pages =
          Page.readAll(state.askAll(ReadQueries.EVENTS_OF_ACCOUNT, account, args, reading));
      if (pages.stream().anyMatch(each -> !each.rows().isEmpty())) {
        return true;
      }
      after = Page.merge(pages, 1, true).searchedTo();
      if (after == null) {
        return false;
      }
    }
    return false;
  }

  private void customer(Context ctx, Caller caller) {
    String customerId = Parameters.checkedCustomerId(ctx.pathParam("id"));
    JsonNode item =
        state.ask(
            ReadQueries.CUSTOMER,
            new AccountKey(caller.account(), customerId),
            Json.object().put(Fields.CUSTOMER_ID, customerId),
            new Parameters(ctx).reading(customers.waitedFor()));
    lists.one(ctx, customers.object(), item);
  }

  private Route list(String path, Scope scope, Listed listed) {
    return new Route(
        HandlerType.GET,
        path,
        scope,
        ListAnswers.parameters(listed.filters()),
        (ctx, caller) -> list(ctx, caller.account(), listed));
  }

  private void list(Context ctx, String account, Listed listed) {
    Parameters parameters = new Parameters(ctx);
    RowFilter filter = filter(parameters, listed.filters());
    String customerId = filter.customerId();
    boolean descending =
        listed.filters().contains(Parameters.ORDER) && parameters.descending(customerId == null);
    Cursor cursor = Cursor.of(account, listed.object(), filter.json(), descending);
    lists.page(
        ctx,
        listed.object(),
        cursor,
        descending,
        part -> {
          JsonNode args = part.addTo(filter.json());
          ReadRequirements reading = parameters.reading(listed.waitedFor());
          if (customerId == null) {
            return Page.readAll(state.askAll(listed.query(), account, args, reading));
          }
          AccountKey customer = new AccountKey(account, customerId);
          return List.of(Page.read(state.ask(listed.queryOfCustomer(), customer, args, reading)));
        });
  }

  private static RowFilter filter(Parameters parameters, List<String> known) {
    boolean timed = known.contains(RowFilter.CREATED_AFTER);
    return new RowFilter(
        known.contains(Fields.CUSTOMER_ID) ? parameters.customerId() : null,
        known.contains(Fields.NAME) ? parameters.name(Fields.NAME) : null,
        known.contains(Fields.PLAN) ? parameters.name(Fields.PLAN) : null,
        timed ? parameters.instant(RowFilter.CREATED_AFTER) : null,
        timed ? parameters.instant(RowFilter.CREATED_BEFORE) : null);
  }
}
