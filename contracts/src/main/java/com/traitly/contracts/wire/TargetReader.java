package com.traitly.contracts.wire;

import static com.traitly.contracts.wire.GoalJson.ABOVE;
import static com.traitly.contracts.wire.GoalJson.ANY;
import static com.traitly.contracts.wire.GoalJson.ATTRIBUTE;
import static com.traitly.contracts.wire.GoalJson.COUNT;
import static com.traitly.contracts.wire.GoalJson.EVENT;
import static com.traitly.contracts.wire.GoalJson.IN;
import static com.traitly.contracts.wire.GoalJson.TARGET;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.model.Goal.Condition;
import com.traitly.contracts.model.Scalar;
import java.util.ArrayList;
import java.util.List;

/** Reads the target of a goal. */
final class TargetReader {
  private final ObjectReader goal;
  private final List<Condition> conditions = new ArrayList<>();

  TargetReader(ObjectReader goal) {
    this.goal = goal;
  }

  List<Condition> conditions() {
    ObjectReader target = goal.object(TARGET);
    if (target == null) {
      goal.missing(TARGET);
      return conditions;
    }
    target.each(ANY, this::condition);
    JsonNode any = target.value(ANY);
    if (target.isObject() && (any == null || any.isArray() && any.isEmpty())) {
      target.invalid(ANY, "must list at least one condition");
    }
    return conditions;
  }

  private void condition(JsonNode json, String pointer) {
    ObjectReader condition = new ObjectReader(json, pointer, goal.problems());
    if (condition.value(EVENT) != null) {
      String name = condition.requiredName(EVENT);
      int count = condition.integer(COUNT, 1, 1, 1_000_000);
      if (name != null) {
        conditions.add(new Condition.EventCount(name, count));
      }
    } else if (condition.value(Fields.PLAN) != null) {
      conditions.add(new Condition.OnPlan(condition.names(Fields.PLAN)));
    } else if (condition.value(Fields.MONTHLY_PAYMENT_AMOUNT) != null) {
      conditions.add(payment(condition));
    } else if (condition.value(ATTRIBUTE) != null) {
      attribute(condition, pointer);
    } else {
      goal.problems()
          .invalid(pointer, "must have event, plan, monthly_payment_amount or attribute");
    }
  }

  private static Condition payment(ObjectReader condition) {
    ObjectReader payment = condition.object(Fields.MONTHLY_PAYMENT_AMOUNT);
    JsonNode above = payment == null ? null : payment.value(ABOVE);
    if (above == null) {
      condition.invalid(Fields.MONTHLY_PAYMENT_AMOUNT, "must be {\"above\": <number>}");
    } else if (!ScalarJson.isAmount(above)) {
      condition.invalid(
          Fields.MONTHLY_PAYMENT_AMOUNT,
          "must be {\"above\": <number>}; above " + ScalarJson.expectedAmount());
    } else {
      return new Condition.PaymentAbove(ScalarJson.numeral(above));
    }
    return new Condition.PaymentAbove(new Scalar.Numeral("0"));
  }

  private void attribute(ObjectReader condition, String pointer) {
    String name = condition.requiredName(ATTRIBUTE);
    JsonNode in = condition.value(IN);
    JsonNode above = condition.value(ABOVE);
    if ((in == null) == (above == null)) {
      goal.problems().invalid(pointer, "must have either in or above beside attribute");
    } else if (above != null && !ScalarJson.isAmount(above)) {
      condition.invalid(ABOVE, ScalarJson.expectedAmount());
    } else if (name != null) {
      conditions.add(
          above == null
              ? new Condition.AttributeIn(name, ScalarJson.readList(condition, IN))
              : new Condition.AttributeAbove(name, ScalarJson.numeral(above)));
    }
  }
}
