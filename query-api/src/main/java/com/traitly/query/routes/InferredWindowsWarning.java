package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Goal.Trigger;
import com.traitly.contracts.wire.Fields;
import java.util.Set;
import java.util.TreeSet;

/**
 * Warns of customers who are in a goal, or kept out of it, because of profile fields that no fact
 * gives for the instant of entry. Nothing is learnt from these customers. Pure.
 */
final class InferredWindowsWarning {
  private InferredWindowsWarning() {}

  /**
   * The warning, for {@code metadata.warnings}; empty when there is nothing to warn of.
   *
   * @param counted the counts of the goal's report, backfill or dry run, with {@code inferred}
   */
  public static ArrayNode warnings(Goal goal, JsonNode counted) {
    ArrayNode warnings = Json.array();
    long inferred = counted.path(Fields.INFERRED).asLong();
    if (inferred > 0) {
      warnings.addObject().put("pointer", pointer(goal)).put("message", message(goal, inferred));
    }
    return warnings;
  }

  private static String message(Goal goal, long inferred) {
    String fields = String.join(", ", fields(goal));
    return ("%d customer%s left out of what is learnt, because no fact says %s as of the instant of"
            + " entry: send what was true then with updated_at, as docs/importing.md shows")
        .formatted(inferred, inferred == 1 ? " is" : "s are", fields);
  }

  private static String pointer(Goal goal) {
    boolean filtered =
        !goal.entry().where().isEmpty()
            || goal.entry().trigger() instanceof Trigger.CustomerChanged;
    return filtered ? "/entry" : "/target";
  }

  /** The fields of the profile that decide on entry or target. */
  private static Set<String> fields(Goal goal) {
    Set<String> fields = new TreeSet<>(goal.entry().where().keySet());
    if (goal.entry().trigger() instanceof Trigger.CustomerChanged changed) {
      fields.addAll(changed.where().keySet());
    }
    for (Condition condition : goal.target()) {
      switch (condition) {
        case Condition.EventCount events -> {
          // Reads no field of the profile.
        }
        case Condition.OnPlan plan -> fields.add(Fields.PLAN);
        case Condition.PaymentAbove payment -> fields.add(Fields.MONTHLY_PAYMENT_AMOUNT);
        case Condition.AttributeIn in -> fields.add(in.name());
        case Condition.AttributeAbove above -> fields.add(above.name());
      }
    }
    return fields;
  }
}
