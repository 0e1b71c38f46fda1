package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.GoalTransition;
import java.util.Locale;

/** A customer's moves through goals, as on the {@code goal-lifecycle} topic. */
public final class TransitionJson {
  private static final String GOAL_VERSION = "goal_version";
  private static final String TRANSITION = "transition";
  private static final String WINDOW_START = "window_start";

  private TransitionJson() {}

  /** The record value. */
  public static ObjectNode write(GoalTransition transition) {
    Long windowEnd = transition.windowEnd();
    return Json.object()
        .put(Fields.GOAL_NAME, transition.goalName())
        .put(GOAL_VERSION, transition.goalVersion())
        .put(TRANSITION, transition.kind().wireName())
        .put(WINDOW_START, Times.seconds(transition.windowStart()))
        .put(Fields.GOAL_ENDS_AT, windowEnd == null ? null : (Long) Times.seconds(windowEnd))
        .put(Fields.INFERRED, transition.inferred())
        .put(Fields.TIMESTAMP, Times.seconds(transition.at()));
  }

  /** Reads {@link #write}. */
  public static GoalTransition read(JsonNode json) {
    return new GoalTransition(
        json.required(Fields.GOAL_NAME).asText(),
        json.required(GOAL_VERSION).asLong(),
        GoalTransition.Kind.valueOf(json.required(TRANSITION).asText().toUpperCase(Locale.ROOT)),
        Times.millis(json.required(WINDOW_START)),
        json.path(Fields.GOAL_ENDS_AT).isNumber()
            ? (Long) Times.millis(json.path(Fields.GOAL_ENDS_AT))
            : null,
        json.path(Fields.INFERRED).asBoolean(),
        Times.millis(json.required(Fields.TIMESTAMP)));
  }
}
