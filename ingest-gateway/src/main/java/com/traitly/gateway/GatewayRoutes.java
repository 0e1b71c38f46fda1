package com.traitly.gateway;

import static com.traitly.platform.auth.Scope.ADMIN;
import static com.traitly.platform.auth.Scope.CUSTOMERS_WRITE;
import static com.traitly.platform.auth.Scope.EVENTS_WRITE;
import static io.javalin.http.HandlerType.DELETE;
import static io.javalin.http.HandlerType.PATCH;
import static io.javalin.http.HandlerType.POST;
import static io.javalin.http.HandlerType.PUT;

import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.gateway.definitions.DefinitionStore;
import com.traitly.gateway.definitions.EndpointCommands;
import com.traitly.gateway.definitions.EndpointWrites;
import com.traitly.gateway.definitions.GoalWrites;
import com.traitly.gateway.definitions.TokenWrites;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.http.Write;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.http.WriteHandler;
import com.traitly.gateway.intake.BatchWrite;
import com.traitly.gateway.intake.CustomerWrites;
import com.traitly.gateway.intake.EventReader;
import com.traitly.gateway.intake.ItemStorage;
import com.traitly.gateway.intake.KnownCustomers;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.gateway.redrive.DeadLetterWrites;
import com.traitly.gateway.redrive.Redriving;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.auth.UniqueIds;
import com.traitly.platform.route.Route;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** The table of all routes that the gateway serves. */
final class GatewayRoutes {
  private final WriteHandler intake;
  private final Write events;
  private final CustomerWrites customers;
  private final GoalWrites goals;
  private final EndpointWrites endpoints;
  private final EndpointCommands commands;
  private final TokenWrites tokens;
  private final DeadLetterWrites letters;

  /** The stores of definitions, each on its compacted topic. */
  record Defined(
      DefinitionStore<Goal> goals,
      DefinitionStore<Goal> drafts,
      DefinitionStore<Endpoint> endpoints,
      DefinitionStore<Token> tokens) {}

  /**
   * What the routes need besides the definitions.
   *
   * @param rules what holds for all endpoints
   * @param asking waits for the webhook-sender's answers
   * @param customers what this process knows about customers
   */
  record Beside(
      EndpointWrites.Rules rules, EndpointCommands.Asking asking, KnownCustomers customers) {}

  GatewayRoutes(
      Topics topics,
      RecordSender sender,
      Defined defined,
      Beside beside,
      Redriving redriving,
      WriteHandler intake) {
    this.intake = intake;
    letters = new DeadLetterWrites(redriving);
    UniqueIds eventIds = new UniqueIds("evt_");
    events =
        new BatchWrite(
            "event",
            call -> new EventReader(topics.events(), eventIds, call),
            ItemStorage.with(sender));
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
