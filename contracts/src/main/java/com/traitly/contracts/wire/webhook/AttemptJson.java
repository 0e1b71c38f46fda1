package com.traitly.contracts.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.AttemptFilter;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.wire.Fields;
import org.jspecify.annotations.Nullable;

/** Delivery attempts as JSON, on the {@code webhook-attempts} topic and in answers. */
public final class AttemptJson {
  static final String DELIVERY_ID = "delivery_id";

  /** Id of the endpoint, also used in the arguments of state queries. */
  public static final String ENDPOINT_ID = "endpoint_id";

  private static final String ATTEMPT = "attempt";
  private static final String OUTCOME = "outcome";
  private static final String STATUS = "status";
  private static final String DETAIL = "detail";
  private static final String STARTED_AT = "started_at_ms";
  private static final String TOOK = "took_ms";
  private static final String SINCE = "since_ms";
  private static final String UNTIL = "until_ms";
  private static final String SEQUENCE = "sequence";
  private static final String OFFSET = "offset";
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
        .put(NEXT_ATTEMPT_AT, attempt.nextAttemptAt())
        .put(SEQUENCE, attempt.sequence())
        .put(OFFSET, attempt.offset());
  }

  /** The item of a list. */
  public static ObjectNode item(String id, DeliveryAttempt attempt) {
    Long next = attempt.nextAttemptAt();
    return Json.object()
        .put("id", id)
        .put(DELIVERY_ID, attempt.deliveryId())
        .put(Fields.CUSTOMER_ID, attempt.customerId())
        .put(Fields.OBJECT, attempt.object())
        .put(Fields.GOAL_NAME, attempt.goalName())
        .put(ATTEMPT, attempt.number())
        .put(OUTCOME, attempt.outcome())
        .put(STATUS, attempt.status())
        .put(DETAIL, attempt.detail())
        .put("attempted_at", seconds(attempt.startedAt()))
        .put("milliseconds", attempt.tookMillis())
        .put("next_attempt_at", next == null ? null : seconds(next));
  }

  /** The filter of a log, as the state protocol carries it. */
  public static ObjectNode writeFilter(String endpointId, AttemptFilter filter) {
    return Json.object()
        .put(ENDPOINT_ID, endpointId)
        .put(Fields.CUSTOMER_ID, filter.customerId())
        .put(STATUS, filter.status())
        .put(SINCE, filter.since())
        .put(UNTIL, filter.until());
  }

  /** Reads {@link #writeFilter}. */
  public static AttemptFilter readFilter(JsonNode json) {
    return new AttemptFilter(
        json.path(Fields.CUSTOMER_ID).textValue(),
        json.path(STATUS).textValue(),
        number(json.path(SINCE)),
        number(json.path(UNTIL)));
  }

  private static @Nullable Long number(JsonNode json) {
    return json.isNumber() ? (Long) json.longValue() : null;
  }

  private static String seconds(long millis) {
    return Long.toString(Math.floorDiv(millis, 1_000L));
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
        next.isNumber() ? next.longValue() : null,
        json.path(SEQUENCE).asLong(-1),
        json.path(OFFSET).asLong(-1));
  }
}
