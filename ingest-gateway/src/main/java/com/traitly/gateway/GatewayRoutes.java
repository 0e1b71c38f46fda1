package com.traitly.gateway;

import static com.traitly.platform.auth.Scope.ADMIN;
import static com.traitly.platform.auth.Scope.CUSTOMERS_WRITE;
import static com.traitly.platform.auth.Scope.EVENTS_WRITE;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.traitly.contracts.model.Endpoint;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topics;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.auth.UniqueIds;
import com.traitly.platform.http.Route;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The table of everything the gateway serves. */
final class GatewayRoutes {
  private final Intake intake;
  private final Write events;
  private final CustomerWrites customers;
  private final GoalWrites goals;
  private final EndpointWrites endpoints;
  private final EndpointCommands commands;
  private final TokenWrites tokens;
  private final DeadLetterWrites letters;

  /** What is defined on the compacted topics. */
  record Defined(
      Definitions<Goal> goals,
      Definitions<Goal> drafts,
      Definitions<Endpoint> endpoints,
      Definitions<Token> tokens) {}

  /**
   * What routes need beside definitions.
   *
   * @param rules of endpoints
   * @param asking the webhook-sender
   * @param customers what is heard of them
   */
  record Beside(
      EndpointWrites.Rules rules, EndpointCommands.Asking asking, CustomersSeen customers) {}

  GatewayRoutes(
      Topics topics,
      RecordSender sender,
      Defined defined,
      Beside beside,
      Redriving redriving,
      Intake intake) {
    this.intake = intake;
    letters = new DeadLetterWrites(redriving);
    UniqueIds eventIds = new UniqueIds("evt_");
    events =
        new BatchWrite(
            "event",
            call -> new EventReader(topics.events(), eventIds, call),
            Storing.with(sender));
    customers = new CustomerWrites(topics.customers(), sender, beside.customers());
    goals = new GoalWrites(defined.goals(), defined.drafts());
    endpoints = new EndpointWrites(defined.endpoints(), defined.goals(), beside.rules());
    commands =
        new EndpointCommands(
            defined.endpoints(), topics.webhookCommands(), sender, beside.asking());
    tokens = new TokenWrites(defined.tokens(), topics.tokenUses(), sender);
  }

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
        goal(POST, "/goal", goals::create),
        goal(PUT, "/goal/{name}", goals::put),
        definition(DELETE, "/goal/{name}", goals::delete),
        definition(POST, "/webhook", endpoints::create),
        definition(PATCH, "/webhook/{id}", endpoints::update),
        definition(DELETE, "/webhook/{id}", endpoints::delete),
        definition(POST, "/webhook/{id}/pause", endpoints::pause),
        definition(POST, "/webhook/{id}/resume", endpoints::resume),
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
        POST, path, scope, List.of(WriteCall.VALIDATE), intake.handler(Limits.BATCH_BYTES, write));
  }

  private Route one(HandlerType method, String path, Scope scope, Write write) {
    return one(method, path, scope, List.of(), write);
  }

  private Route one(
      HandlerType method, String path, Scope scope, List<String> parameters, Write write) {
    return new Route(method, path, scope, parameters, intake.handler(Limits.REQUEST_BYTES, write));
  }

  /** Definitions change seldom and one at a time, so they may wait on their virtual thread. */
  private Route definition(HandlerType method, String path, Function<WriteCall, Answer> change) {
    return one(method, path, ADMIN, atOnce(change));
  }

  private Route goal(HandlerType method, String path, Function<WriteCall, Answer> change) {
    return one(method, path, ADMIN, List.of(WriteCall.DRY_RUN), atOnce(change));
  }

  private static Write atOnce(Function<WriteCall, Answer> change) {
    return call -> CompletableFuture.completedFuture(change.apply(call));
  }
}
