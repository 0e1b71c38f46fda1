package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.apache.kafka.common.utils.Bytes;

/**
 * Lists events: of one customer oldest first, of the whole account newest first, unless {@code
 * order} says otherwise.
 */
public final class EventRoutes {
  private static final String EVENT = "event";
  static final String CREATED_AFTER = "created_after";
  private static final int MOST_PAGES = 10;
  static final String CREATED_BEFORE = "created_before";

  private static final List<String> PARAMETERS =
      List.of(
          Fields.CUSTOMER_ID,
          Fields.NAME,
          CREATED_AFTER,
          CREATED_BEFORE,
          Parameters.ORDER,
          Parameters.LIMIT,
          Parameters.CURSOR);

  private final StateReads state;
  private final ListAnswers lists;
  private final Set<String> waitedFor;

  public EventRoutes(StateReads state, ListAnswers lists, Topics topics) {
    this.state = state;
    this.lists = lists;
    // An erasure is written to the customers' topic and takes the events with it.
    waitedFor = Set.of(topics.events().name(), topics.customers().name());
  }

  public List<Route> routes() {
    return List.of(new Route(HandlerType.GET, "/event", Scope.READ, PARAMETERS, this::list));
  }

  private void list(Context ctx, Caller caller) {
    Parameters parameters = new Parameters(ctx);
    String customerId = parameters.customerId();
    boolean descending = parameters.descending(customerId == null);
    String name = parameters.name(Fields.NAME);
    Long after = parameters.instant(CREATED_AFTER);
    Long before = parameters.instant(CREATED_BEFORE);
    Cursor cursor = Cursor.of(caller.account(), EVENT, customerId, name, after, before, descending);
    int limit = parameters.limit();
    PageArgs args =
        new PageArgs(
            customerId,
            name,
            null,
            after,
            before,
            new PageRequest(descending, limit + 1, parameters.after(cursor)));
    List<JsonNode> answers = ask(caller.account(), args, parameters.reading(waitedFor));
    Page page = Page.merge(answers.stream().map(Page::read).toList(), limit, descending);
    lists.page(ctx, EVENT, page, cursor);
  }

  /**
   * Whether anybody of the account has sent an event of this name. Only a bounded number of the
   * account's newest events is searched, so a rare name may be missed.
   */
  public boolean anybodySent(String account, String name, Parameters parameters) {
    ReadRequirements reading = parameters.reading(waitedFor);
    Bytes after = null;
    for (int looked = 0; looked < MOST_PAGES; looked++) {
      PageArgs args = new PageArgs(null, name, null, null, null, new PageRequest(true, 1, after));
      List<JsonNode> answers =
          state.askAll(ReadQueries.EVENTS_OF_ACCOUNT, account, args.json(), reading);
      List<Page> pages = answers.stream().map(Page::read).toList();
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

  private List<JsonNode> ask(String account, PageArgs args, ReadRequirements reading) {
    String customerId = args.customerId();
    return customerId == null
        ? state.askAll(ReadQueries.EVENTS_OF_ACCOUNT, account, args.json(), reading)
        : List.of(
            state.ask(
                ReadQueries.EVENTS_OF_CUSTOMER,
                new AccountKey(account, customerId),
                args.json(),
                reading));
  }
}
