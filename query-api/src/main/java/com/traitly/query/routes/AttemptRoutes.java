package com.traitly.query.routes;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists an endpoint's attempts, and the deliveries that were given up and not delivered since,
 * newest first.
 */
public final class AttemptRoutes {
  /** The webhook-sender's queries. */
  static final String ATTEMPTS = "webhook-attempts";

  static final String UNDELIVERED = "webhook-undelivered";

  private static final String OBJECT = "attempt";
  private static final String STATUS = "status";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final int MAX_STATUS = 20;
  private static final List<String> PARAMETERS =
      List.of(Fields.CUSTOMER_ID, SINCE, UNTIL, Parameters.LIMIT, Parameters.CURSOR);
  private static final List<String> ATTEMPT_PARAMETERS =
      Stream.concat(Stream.of(STATUS), PARAMETERS.stream()).toList();

  private final StateReads sender;
  private final DefinitionRoutes definitions;
  private final ListAnswers lists;

  public AttemptRoutes(StateReads sender, DefinitionRoutes definitions, ListAnswers lists) {
    this.sender = sender;
    this.definitions = definitions;
    this.lists = lists;
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            HandlerType.GET,
            "/webhook/{id}/attempt",
            Scope.READ,
            ATTEMPT_PARAMETERS,
            (ctx, caller) -> list(ctx, caller, ATTEMPTS, status(new Parameters(ctx)))),
        new Route(
            HandlerType.GET,
            "/webhook/{id}/undelivered",
            Scope.READ,
            PARAMETERS,
            (ctx, caller) -> list(ctx, caller, UNDELIVERED, null)));
  }

  private void list(Context ctx, Caller caller, String query, @Nullable String status) {
    Parameters parameters = new Parameters(ctx);
    String endpoint = definitions.endpoint(ctx, caller).id();
    AttemptFilter filter =
        new AttemptFilter(
            parameters.customerId(), status, parameters.instant(SINCE), parameters.instant(UNTIL));
    Cursor cursor =
        Cursor.of(
            caller.account(),
            query,
            endpoint,
            filter.customerId(),
            status,
            filter.since(),
            filter.until());
    int limit = parameters.limit();
    PageRequest part = new PageRequest(true, limit + 1, parameters.after(cursor));
    Page found =
        Page.read(
            sender.ask(
                query,
                new AccountKey(caller.account(), endpoint),
                part.addTo(AttemptJson.writeFilter(endpoint, filter)),
                parameters.reading(Set.of())));
    lists.page(ctx, OBJECT, Page.merge(List.of(found), limit, true), cursor);
  }

  private static @Nullable String status(Parameters parameters) {
    String status = parameters.text(STATUS, MAX_STATUS);
    if (status != null && !AttemptFilter.isStatus(status)) {
      throw Parameters.invalid(STATUS, AttemptFilter.EXPECTED);
    }
    return status;
  }
}
