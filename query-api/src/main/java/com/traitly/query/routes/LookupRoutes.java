package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topics;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.http.Answers;
import com.traitly.platform.metrics.MeterNames;
import com.traitly.platform.route.Route;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Set;

/**
 * Looks up recommended next actions: the owner of the customer's state makes the whole body, which
 * is passed on unchanged.
 */
public final class LookupRoutes {
  /** The stream-processor's query. */
  private static final String RECOMMENDATION = "recommendation";

  private static final String EXPLAIN = "explain";
  private static final String ASSUME = "assume";
  private static final String ASSUME_KNOWN = "assume_known";
  private static final int MAX_ASSUMPTION = 1_000;
  private static final List<String> PARAMETERS =
      List.of(Fields.CUSTOMER_ID, Fields.GOAL_NAME, EXPLAIN, ASSUME);

  private final StateReads state;
  private final ReadModelRoutes rows;
  private final MeterRegistry meters;
  private final Set<String> waitedFor;

  /**
   * Routes of lookups.
   *
   * @param state of the stream-processor
   * @param rows know whether anybody has sent the assumed event
   */
  public LookupRoutes(StateReads state, ReadModelRoutes rows, MeterRegistry meters, Topics topics) {
    this.state = state;
    this.rows = rows;
    this.meters = meters;
    waitedFor = Set.of(topics.events().name(), topics.customers().name(), topics.goals().name());
  }

  public List<Route> routes() {
    return List.of(
        new Route(
            HandlerType.GET, "/recommended-next-actions", Scope.READ, PARAMETERS, this::lookUp),
        new Route(
            HandlerType.GET, "/recommended-next-action", Scope.READ, PARAMETERS, this::lookUp));
  }

  private void lookUp(Context ctx, Caller caller) {
    Timer.Sample sample = Timer.start(meters);
    String outcome = "failed";
    try {
      Answers.json(ctx, 200, recommendation(new Parameters(ctx), caller));
      outcome = "answered";
    } catch (ApiException e) {
      outcome = e.code().code();
      throw e;
    } finally {
      sample.stop(meters.timer(MeterNames.LOOKUPS_FINISHED, "outcome", outcome));
    }
  }

  private JsonNode recommendation(Parameters parameters, Caller caller) {
    String customerId = parameters.customerId();
    if (customerId == null) {
      throw ApiException.of(
          ErrorCode.MISSING_PARAMETER,
          "Say whom the lookup is about: add ?customer_id=<your identifier for the customer>");
    }
    String goalName = parameters.name(Fields.GOAL_NAME);
    String assumption = parameters.text(ASSUME, MAX_ASSUMPTION);
    ObjectNode args =
        Json.object().put(Fields.CUSTOMER_ID, customerId).put(EXPLAIN, parameters.flag(EXPLAIN));
    if (goalName != null) {
      args.put(Fields.GOAL_NAME, goalName);
    }
    if (assumption != null) {
      args.put(ASSUME, assumption);
    }
    AccountKey customer = new AccountKey(caller.account(), customerId);
    ReadRequirements reading = parameters.reading(waitedFor);
    try {
      return state.ask(RECOMMENDATION, customer, args, reading);
    } catch (ApiException e) {
      if (e.code() != ErrorCode.UNKNOWN_EVENT
          || !rows.anybodySent(caller.account(), eventIn(args), parameters)) {
        throw e;
      }
      // The customer never did it, but others have.
      return state.ask(RECOMMENDATION, customer, args.put(ASSUME_KNOWN, true), reading);
    }
  }

  private static String eventIn(JsonNode args) {
    String assumption = args.path(ASSUME).asText();
    return assumption.substring(0, assumption.lastIndexOf(':')).strip();
  }
}
