package com.traitly.contracts.wire.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.RecordJson;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.wire.Fields;

/** Delivery attempts as JSON, on the {@code webhook-attempts} topic and in answers. */
public final class AttemptJson {
  /** Attempts as they are stored. */
  public static final RecordJson<DeliveryAttempt> STORED =
      new RecordJson<>(DeliveryAttempt.class, "sequence");

  /** Filters of a log, as the state protocol carries them. */
  public static final RecordJson<AttemptFilter> FILTER = new RecordJson<>(AttemptFilter.class);

  /** Id of the endpoint, also used in the arguments of state queries. */
  public static final String ENDPOINT_ID = "endpoint_id";

  private AttemptJson() {}

  /** The item of a list. */
  public static ObjectNode item(String id, DeliveryAttempt attempt) {
    Long next = attempt.nextAttemptAt();
    return Json.object()
        .put("id", id)
        .put("delivery_id", attempt.deliveryId())
        .put(Fields.CUSTOMER_ID, attempt.customerId())
        .put(Fields.OBJECT, attempt.object())
        .put(Fields.GOAL_NAME, attempt.goalName())
        .put("attempt", attempt.number())
        .put("outcome", attempt.outcome())
        .put("status", attempt.status())
        .put("detail", attempt.detail())
        .put("attempted_at", Long.toString(Times.seconds(attempt.startedAt())))
        .put("milliseconds", attempt.tookMillis())
        .put("next_attempt_at", next == null ? null : Long.toString(Times.seconds(next)));
  }
}
