package com.traitly.query.routes;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.platform.auth.Authenticator;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.http.EventStream;
import com.traitly.platform.route.Route;
import com.traitly.query.live.LiveSource;
import com.traitly.query.live.LiveSources;
import com.traitly.query.live.LiveStreams;
import com.traitly.query.live.StreamLimit;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The routes of what happens now, as server-sent events.
 *
 * @param authenticator asked again and again whether a caller's key still holds
 */
public record LiveRoutes(
    Authenticator authenticator, StreamLimit limit, DefinitionView<Endpoint> endpoints) {
  private static final String LAST_ID = "Last-Event-ID";
  private static final int LONGEST = 1_000;

  /** All routes of streams; {@code open} starts what fills the streams of one source. */
  public List<Route> all(LiveSources sources, Function<LiveSource, LiveStreams> open) {
    return List.of(
        stream("/event/live", open.apply(sources.events())),
        stream("/prediction/live", open.apply(sources.predictions())),
        stream("/delivery/live", open.apply(sources.deliveries())),
        stream("/rejected/live", open.apply(sources.rejected())),
        listener(open.apply(sources.listener())));
  }

  /** A stream that can be filtered by its parameters. */
  private Route stream(String path, LiveStreams streams) {
    return new Route(
        HandlerType.GET,
        path,
        Scope.READ,
        List.copyOf(streams.source().filters().keySet()),
        EventStream.MEDIA_TYPE,
        (ctx, caller) -> serve(ctx, caller, Scope.READ, streams, filters(ctx, streams), null));
  }

  /** The stream of requests to the listener of one endpoint. */
  private Route listener(LiveStreams streams) {
    return new Route(
        HandlerType.GET,
        "/webhook/{id}/live",
        Scope.ADMIN,
        List.of(),
        EventStream.MEDIA_TYPE,
        (ctx, caller) -> {
          String id = ctx.pathParam("id");
          AccountKey key = new AccountKey(caller.account(), id);
          requireListener(endpoints.all(ctx).get(key), id);
          serve(ctx, caller, Scope.ADMIN, streams, Map.of(LiveSources.ENDPOINT_ID, id), key);
        });
  }

  private void serve(
      Context ctx,
      Caller caller,
      Scope scope,
      LiveStreams streams,
      Map<String, String> filters,
      @Nullable AccountKey endpoint)
      throws InterruptedException {
    if (ctx.method().equals(HandlerType.HEAD)) {
      ctx.contentType(EventStream.MEDIA_TYPE);
      return;
    }
    Runnable permission =
        () -> {
          Caller now = authenticator.authenticate(ctx.header("Authorization"));
          now.require(scope);
          if (endpoint != null) {
            requireListener(endpoints.values().get().get(endpoint), endpoint.id());
          }
        };
    StreamLimit.Open open = limit.enter(caller.account());
    try {
      streams.serve(
          new LiveStreams.Wish(caller.account(), filters, ctx.header(LAST_ID), permission),
          () -> EventStream.begin(ctx));
    } finally {
      open.close();
    }
  }

  private static Map<String, String> filters(Context ctx, LiveStreams streams) {
    Parameters parameters = new Parameters(ctx);
    Map<String, String> filters = new HashMap<>();
    for (Map.Entry<String, Set<String>> filter : streams.source().filters().entrySet()) {
      String sent = parameters.text(filter.getKey(), LONGEST);
      if (sent != null) {
        Set<String> allowed = filter.getValue();
        if (!allowed.isEmpty() && !allowed.contains(sent)) {
          throw Parameters.invalid(filter.getKey(), "must be one of " + String.join(", ", allowed));
        }
        filters.put(filter.getKey(), sent);
      }
    }
    return filters;
  }

  private static void requireListener(@Nullable Endpoint endpoint, String id) {
    if (endpoint == null) {
      throw WebhookRoutes.unknown(id);
    }
    if (!endpoint.hasListener()) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "The endpoint %s is at a URL, to which its deliveries go: create one with \"listener\": true"
              .formatted(id));
    }
  }
}
