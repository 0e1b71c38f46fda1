package com.traitly.gateway;

import static com.traitly.platform.auth.Scope.ADMIN;
import static com.traitly.platform.auth.Scope.CUSTOMERS_WRITE;
import static com.traitly.platform.auth.Scope.EVENTS_WRITE;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.traitly.gateway.definitions.EndpointCommands;
import com.traitly.gateway.definitions.EndpointWrites;
import com.traitly.gateway.definitions.GoalWrites;
import com.traitly.gateway.definitions.TokenWrites;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.http.WriteHandler;
import com.traitly.gateway.http.WriteHandler.Write;
import com.traitly.gateway.intake.CustomerWrites;
import com.traitly.gateway.redrive.DeadLetterWrites;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.route.Route;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The table of all routes that the gateway serves.
 *
 * @param intake serves each of the writes
 */
record GatewayRoutes(
    WriteHandler intake,
    Write events,
    CustomerWrites customers,
    Write links,
    GoalWrites goals,
    EndpointWrites endpoints,
    EndpointCommands commands,
    TokenWrites tokens,
    DeadLetterWrites letters) {
  List<Route> all() {
    return List.of(
        batch("/event", EVENTS_WRITE, events),
        batch("/customer", CUSTOMERS_WRITE, customers::upsert),
        one(
            PATCH,
            "/customer/{id}",
            CUSTOMERS_WRITE,
            List.of(WriteCall.VALIDATE),
            customers::update),
        one(DELETE, "/customer/{id}", CUSTOMERS_WRITE, customers::erase),
        one(POST, "/customer/{id}/link", CUSTOMERS_WRITE, links),
        goal(POST, "/goal", goals::create),
        goal(PUT, "/goal/{name}", goals::put),
        definition(DELETE, "/goal/{name}", goals::delete),
        definition(POST, "/webhook", endpoints::create),
        definition(PATCH, "/webhook/{id}", endpoints::update),
        definition(DELETE, "/webhook/{id}", endpoints::delete),
        definition(POST, "/webhook/{id}/pause", call -> endpoints.pause(call, true)),
        definition(POST, "/webhook/{id}/resume", call -> endpoints.pause(call, false)),
        definition(POST, "/webhook/{id}/rotate-secret", endpoints::rotateSecret),
        one(POST, "/webhook/{id}/test", ADMIN, commands::test),
        one(POST, "/webhook/{id}/attempt/{attempt_id}/resend", ADMIN, commands::resend),
        one(POST, "/webhook/{id}/replay", ADMIN, commands::replay),
        definition(POST, "/token", tokens::create),
        definition(DELETE, "/token/{id}", tokens::revoke),
        definition(POST, "/dead-letter/redrive", letters::redrive));
  }

  private Route batch(String path, Scope scope, Write write) {
    return new Route(
        POST,
        path,
        scope,
        List.of(WriteCall.VALIDATE),
        intake.handler(RequestLimits.BATCH_BYTES, write));
  }

  private Route one(HandlerType method, String path, Scope scope, Write write) {
    return one(method, path, scope, List.of(), write);
  }

  private Route one(
      HandlerType method, String path, Scope scope, List<String> parameters, Write write) {
    return new Route(
        method, path, scope, parameters, intake.handler(RequestLimits.REQUEST_BYTES, write));
  }

  /** Definitions change rarely and one at a time, so a change may block its virtual thread. */
  private Route definition(
      HandlerType method, String path, Function<WriteCall, WriteAnswer> change) {
    return one(method, path, ADMIN, atOnce(change));
  }

  private Route goal(HandlerType method, String path, Function<WriteCall, WriteAnswer> change) {
    return one(method, path, ADMIN, List.of(WriteCall.DRY_RUN), atOnce(change));
  }

  private static Write atOnce(Function<WriteCall, WriteAnswer> change) {
    return call -> CompletableFuture.completedFuture(change.apply(call));
  }
}
