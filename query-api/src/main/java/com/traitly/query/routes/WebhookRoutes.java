package com.traitly.query.routes;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.contracts.wire.webhook.EndpointJson;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import com.traitly.streams.list.Page;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Shows a webhook endpoint, and lists its attempts and the deliveries that were given up and not
 * delivered since, newest first.
 */
public record WebhookRoutes(
    DefinitionView<Endpoint> endpoints, StateReads sender, ListAnswers lists) {
  /** The webhook-sender's queries. */
  private static final String ATTEMPTS = "webhook-attempts";

  private static final String UNDELIVERED = "webhook-undelivered";

  private static final String STATUS = "status";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final int MAX_STATUS = 20;
  private static final List<String> FILTERS = List.of(Fields.CUSTOMER_ID, SINCE, UNTIL);
  private static final List<String> ATTEMPT_FILTERS =
      List.of(STATUS, Fields.CUSTOMER_ID, SINCE, UNTIL);

  public List<Route> routes() {
    return List.of(
        new Route(HandlerType.GET, "/webhook/{id}", Scope.READ, this::one),
        list("/webhook/{id}/attempt", ATTEMPTS, ATTEMPT_FILTERS),
        list("/webhook/{id}/undelivered", UNDELIVERED, FILTERS));
  }

  private void one(Context ctx, Caller caller) {
    Endpoint endpoint = endpoint(ctx, caller);
    lists.one(ctx, "webhook", EndpointJson.etag(endpoint), EndpointJson.item(endpoint));
  }

  private Endpoint endpoint(Context ctx, Caller caller) {
    String id = ctx.pathParam("id");
    Endpoint endpoint = endpoints.all(ctx).get(new AccountKey(caller.account(), id));
    if (endpoint == null) {
      throw unknown(id);
    }
    return endpoint;
  }

  static ApiException unknown(String id) {
    return ApiException.of(
        ErrorCode.WEBHOOK_NOT_FOUND,
        "There is no webhook endpoint with the id %s; GET /webhook lists those there are"
            .formatted(id));
  }

  private Route list(String path, String query, List<String> filters) {
    return new Route(
        HandlerType.GET,
        path,
        Scope.READ,
        ListAnswers.parameters(filters),
        (ctx, caller) -> list(ctx, caller, query, filters.contains(STATUS)));
  }

  private void list(Context ctx, Caller caller, String query, boolean byStatus) {
    Parameters parameters = new Parameters(ctx);
    String status = byStatus ? status(parameters) : null;
    String endpoint = endpoint(ctx, caller).id();
    AttemptFilter filter =
        new AttemptFilter(
            parameters.customerId(), status, parameters.instant(SINCE), parameters.instant(UNTIL));
    ObjectNode args = AttemptJson.FILTER.tree(filter).put(AttemptJson.ENDPOINT_ID, endpoint);
    lists.page(
        ctx,
        "attempt",
        Cursor.of(caller.account(), query, args),
        true,
        part ->
            List.of(
                Page.read(
                    sender.ask(
                        query,
                        new AccountKey(caller.account(), endpoint),
                        part.addTo(args.deepCopy()),
                        parameters.reading(Set.of())))));
  }

  private static @Nullable String status(Parameters parameters) {
    String status = parameters.text(STATUS, MAX_STATUS);
    if (status != null && !AttemptFilter.isStatus(status)) {
      throw Parameters.invalid(STATUS, AttemptFilter.EXPECTED);
    }
    return status;
  }
}
