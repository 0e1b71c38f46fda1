package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Recommendation;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.RecommendationJson;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.Enrolment;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.ModelInput;
import com.traitly.processor.decision.Recommender;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.link.LinkState;
import com.traitly.processor.task.ProcessorParts;
import com.traitly.streams.node.StreamsNode;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Answers a lookup of recommended next actions from live counts, the clock and the newest model.
 * Thread-safe.
 */
public final class RecommendationQuery implements StateQuery {
  /** The query's name in the state protocol. */
  public static final String NAME = "recommendation";

  private final LiveCustomers customers;
  private final ProcessorParts parts;
  private final InstantSource clock;

  /** A query over a running node's stores. */
  public RecommendationQuery(StreamsNode node, ProcessorParts parts, InstantSource clock) {
    customers = new LiveCustomers(node, parts);
    this.parts = parts;
    this.clock = clock;
  }

  /** The newest window of a customer in a goal. */
  private record Stay(GoalRules rules, GoalWindow window) {
    GoalStatus status(long now) {
      return GoalStatus.of(rules, window, now);
    }
  }

  @Override
  public JsonNode answer(StateRequest request) {
    JsonNode args = request.args();
    AccountKey customer =
        new AccountKey(request.account(), args.required(Fields.CUSTOMER_ID).asText());
    String goalName = args.path(Fields.GOAL_NAME).asText("");
    if (!goalName.isEmpty()
        && parts.registry().goal(new AccountKey(request.account(), goalName)) == null) {
      throw ApiException.of(
          ErrorCode.GOAL_NOT_FOUND, "There is no goal named '" + goalName + "'; see GET /goal");
    }
    LoadedCustomer loaded = known(customer, request);
    long now = clock.millis();
    Stay stay = choose(loaded, goalName, now);
    String assume = args.path("assume").asText("");
    return assume.isEmpty()
        ? answer(loaded, request, stay, now)
        : assuming(
            loaded,
            request,
            stay,
            new Assumption(assume, parts.registry(), request.account()),
            now);
  }

  /**
   * The answer with an assumption.
   *
   * @param before the customer without it
   * @param stayBefore the window without it
   */
  private ObjectNode assuming(
      LoadedCustomer before,
      StateRequest request,
      @Nullable Stay stayBefore,
      Assumption assumption,
      long now) {
    AccountKey key = before.key();
    JsonNode args = request.args();
    LoadedCustomer customer = known(key, request);
    assumption.applyTo(customer.state(), customers.facts(customer), now);
    Stay after = choose(customer, args.path(Fields.GOAL_NAME).asText(""), now);
    boolean counts = after != null && assumption.counts(after.rules());
    Stay stay = counts ? after : stayBefore;
    GoalRules asked = stay == null ? null : stay.rules();
    if (!counts) {
      assumption.requireKnown(asked, before.state(), args.path("assume_known").asBoolean());
    }
    ObjectNode json = answer(counts ? customer : before, request, stay, now);
    return json.set("assumption", assumption.json(asked, isOver(stayBefore, stay, now)));
  }

  /** Whether the window was decided without the assumption, and the assumption opened no other. */
  private static boolean isOver(@Nullable Stay before, @Nullable Stay after, long now) {
    return before != null
        && after != null
        && before.rules().goal().name().equals(after.rules().goal().name())
        && before.window().openedAt() == after.window().openedAt()
        && before.status(now) != GoalStatus.ACTIVE;
  }

  /** A private copy of the customer; an error when the customer is not known. */
  private LoadedCustomer known(AccountKey key, StateRequest request) {
    LoadedCustomer customer = customers.customer(key, request.partition());
    if (customer == null) {
      String why =
          customers.link(key, request.partition()) instanceof LinkState.Claimed(String customerId)
              ? "' is an anonymous id that was linked to customer '"
                  + customerId
                  + "'; ask for that"
              : "' is not known; send events or POST /customer first";
      throw ApiException.of(ErrorCode.CUSTOMER_NOT_FOUND, "Customer '" + key.id() + why);
    }
    return customer;
  }

  private ObjectNode answer(
      LoadedCustomer customer, StateRequest request, @Nullable Stay stay, long now) {
    AccountKey key = customer.key();
    if (stay == null) {
      return RecommendationJson.inNoGoal(key.id(), now);
    }
    Goal goal = stay.rules().goal();
    AccountKey goalKey = new AccountKey(key.account(), goal.name());
    GoalModel model = parts.registry().modelOrPrior(goalKey, goal).model();
    CustomerState state = customer.state();
    WindowSnapshot snapshot = ModelInput.snapshot(model.space(), state, stay.window(), now);
    Recommendation recommendation =
        Recommender.recommend(stay.rules(), model, state, stay.window(), snapshot)
            .written(key.id(), customer.profile());
    ObjectNode json = RecommendationJson.lookup(recommendation);
    if (request.args().path("explain").asBoolean()) {
      GoalStatus status = stay.status(now);
      WindowSnapshot before =
          status == GoalStatus.ACTIVE ? stepAgo(customer, model, stay, snapshot) : null;
      ObjectNode explanation = Explanation.of(model, snapshot, before, status);
      long end = stay.rules().end(stay.window().openedAt());
      explanation.put(Fields.GOAL_ENDS_AT, Times.seconds(end));
      json.set("explanation", explanation.put(Fields.INFERRED, stay.window().inferred()));
    }
    return json;
  }

  /** The window one time step of the goal ago; null when the window is younger. */
  private static @Nullable WindowSnapshot stepAgo(
      LoadedCustomer customer, GoalModel model, Stay stay, WindowSnapshot now) {
    long then = now.asOf() - model.shape().stepMillis();
    if (then < now.openedAt()) {
      return null;
    }
    return new Timeline(
            ModelInput.events(LiveCustomers.history(customer)),
            now.openedAt(),
            stay.rules().outside(stay.window()),
            now.entry())
        .asOf(model.space(), then);
  }

  /**
   * The window of the goal asked for; else of an open goal before others, then by highest priority,
   * earliest end and name. Null when the customer has no such window.
   */
  private @Nullable Stay choose(LoadedCustomer customer, String goalName, long now) {
    return parts.registry().all(customer.key().account()).stream()
        .filter(rules -> goalName.isEmpty() || rules.goal().name().equals(goalName))
        .map(rules -> stay(rules, customer.state().goals().get(rules.goal().name())))
        .flatMap(Optional::stream)
        .min(
            Comparator.comparing((Stay stay) -> stay.status(now) != GoalStatus.ACTIVE)
                .thenComparingInt(stay -> -stay.rules().goal().priority())
                .thenComparingLong(stay -> stay.rules().end(stay.window().openedAt()))
                .thenComparing(stay -> stay.rules().goal().name()))
        .orElse(null);
  }

  private static Optional<Stay> stay(GoalRules rules, @Nullable Enrolment enrolment) {
    GoalWindow window = enrolment == null ? null : enrolment.track().window();
    return window == null ? Optional.empty() : Optional.of(new Stay(rules, window));
  }
}
