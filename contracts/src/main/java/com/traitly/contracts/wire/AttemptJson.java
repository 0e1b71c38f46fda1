package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.model.DeliveryAttempt;

/** Delivery attempts as JSON, on the {@code webhook-attempts} topic and in answers. */
public final class AttemptJson {
  private static final String DELIVERY_ID = "delivery_id";
  private static final String ENDPOINT_ID = "endpoint_id";
  private static final String ATTEMPT = "attempt";
  private static final String OUTCOME = "outcome";
  private static final String STATUS = "status";
  private static final String DETAIL = "detail";
  private static final String STARTED_AT = "started_at_ms";
  private static final String TOOK = "took_ms";
  private static final String NEXT_ATTEMPT_AT = "next_attempt_at_ms";

  private AttemptJson() {}

  /** The record value. */
  public static ObjectNode write(DeliveryAttempt attempt) {
    return Json.object()
        .put(DELIVERY_ID, attempt.deliveryId())
        .put(ENDPOINT_ID, attempt.endpointId())
        .put(Fields.CUSTOMER_ID, attempt.customerId())
        .put(Fields.OBJECT, attempt.object())
        .put(Fields.GOAL_NAME, attempt.goalName())
        .put(ATTEMPT, attempt.number())
        .put(OUTCOME, attempt.outcome())
        .put(STATUS, attempt.status())
        .put(DETAIL, attempt.detail())
        .put(STARTED_AT, attempt.startedAt())
        .put(TOOK, attempt.tookMillis())
        .put(NEXT_ATTEMPT_AT, attempt.nextAttemptAt());
  }

  /** Reads {@link #write}. */
  public static DeliveryAttempt read(JsonNode json) {
    JsonNode status = json.path(STATUS);
    JsonNode next = json.path(NEXT_ATTEMPT_AT);
    return new DeliveryAttempt(
        json.required(DELIVERY_ID).asText(),
        json.required(ENDPOINT_ID).asText(),
        json.required(Fields.CUSTOMER_ID).asText(),
        json.required(Fields.OBJECT).asText(),
        json.required(Fields.GOAL_NAME).asText(),
        json.required(ATTEMPT).asInt(),
        json.required(OUTCOME).asText(),
        status.isNumber() ? status.intValue() : null,
        json.path(DETAIL).asText(),
        json.required(STARTED_AT).asLong(),
        json.required(TOOK).asLong(),
        next.isNumber() ? next.longValue() : null);
  }
}
