package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.OperatorEvent;
import java.util.Locale;

/** Operator events as JSON, as on the {@code operator-events} topic. */
public final class OperatorEventJson {
  /** The {@code object} header of these records. */
  public static final String OBJECT = "operator-event";

  private static final String KIND = "kind";
  private static final String WEBHOOK_ID = "webhook_id";
  private static final String FAILING_SINCE = "failing_since";
  private static final String PERCENT = "percent";
  private static final String REASON = "reason";
  private static final long MILLIS = 1_000;

  private OperatorEventJson() {}

  /** The record value; its times are UNIX seconds. */
  public static ObjectNode write(OperatorEvent event) {
    return Json.object()
        .put(KIND, event.kind().wireName())
        .put(WEBHOOK_ID, event.endpointId())
        .put(FAILING_SINCE, event.failingSince() / MILLIS)
        .put(PERCENT, event.percent())
        .put(REASON, event.reason())
        .put(Fields.TIMESTAMP, event.at() / MILLIS);
  }

  /** Reads {@link #write}. */
  public static OperatorEvent read(JsonNode json) {
    return new OperatorEvent(
        OperatorEvent.Kind.valueOf(json.required(KIND).asText().toUpperCase(Locale.ROOT)),
        json.required(WEBHOOK_ID).asText(),
        json.required(FAILING_SINCE).asLong() * MILLIS,
        json.required(PERCENT).asInt(),
        json.required(REASON).asText(),
        json.required(Fields.TIMESTAMP).asLong() * MILLIS);
  }
}
