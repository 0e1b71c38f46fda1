package com.traitly.processor.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.NewestModel;
import com.traitly.streams.node.StreamsNode;
import com.traitly.streams.state.StateQuery;
import com.traitly.streams.state.StateRequest;
import java.time.Duration;

/**
 * Answers with what is known of the model of a goal, or with {@code dry_run} of a draft. Every
 * process knows all models. Thread-safe.
 */
public final class ModelQuery implements StateQuery {
  /** The query's name in the state protocol. */
  public static final String NAME = "goal-model";

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final GoalRegistry registry;

  /** A query over a registry's models. */
  public ModelQuery(GoalRegistry registry) {
    this.registry = registry;
  }

  @Override
  public JsonNode answer(StateRequest request) {
    long version = request.args().required("goal_version").asLong();
    AccountKey key = GoalQueries.goal(request);
    GoalRules rules = goal(key, version);
    return ModelJson.of(rules.goal(), NewestModel.newest(registry, key, rules.goal()));
  }

  /** Waits for the goal: the caller has seen it, so this process will see it in a moment. */
  private GoalRules goal(AccountKey key, long version) {
    try {
      GoalRules rules = registry.await(key, version, PATIENCE);
      if (rules == null) {
        throw StreamsNode.unavailable();
      }
      return rules;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StreamsNode.unavailable();
    }
  }
}
