package com.traitly.contracts.wire.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.Resend;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.webhook.WebhookCommand.Forget;
import com.traitly.contracts.webhook.WebhookCommand.Replay;
import com.traitly.contracts.webhook.WebhookCommand.Replayed;
import com.traitly.contracts.webhook.WebhookCommand.Test;
import com.traitly.contracts.wire.Fields;
import java.util.Locale;

/** Commands to the webhook-sender, its answers, and its messages to itself, as JSON. */
public final class CommandJson {
  private static final String ID = "id";
  private static final String KIND = "kind";
  private static final String TEST = "test";
  private static final String RESEND = "resend";
  private static final String REPLAY = "replay";
  private static final String FORGET = "forget";
  private static final String ERASED_AT = "erased_ms";
  private static final String ENDPOINT = "endpoint";
  private static final String ATTEMPT_ID = "attempt_id";
  private static final String SINCE = "since_ms";
  private static final String UNTIL = "until_ms";
  private static final String STATUS = "status";
  private static final String DRY_RUN = "dry_run";
  private static final String BODY = "body";
  private static final String SEQUENCE = "sequence";
  private static final String OFFSET = "offset";

  private CommandJson() {}

  /** The record value on {@code webhook-commands}. */
  public static ObjectNode write(WebhookCommand command) {
    ObjectNode json = Json.object().put(ID, command.id());
    switch (command) {
      case Test test -> json.put(KIND, TEST).set(ENDPOINT, EndpointJson.record(test.endpoint()));
      case WebhookCommand.Resend resend ->
          json.put(KIND, RESEND).put(ATTEMPT_ID, resend.attemptId());
      case Replay replay ->
          json.put(KIND, REPLAY)
              .put(SINCE, replay.since())
              .put(UNTIL, replay.until())
              .put(STATUS, replay.status().wireName())
              .put(DRY_RUN, replay.dryRun());
      case Forget forget ->
          json.put(KIND, FORGET)
              .put(Fields.CUSTOMER_ID, forget.customerId())
              .put(ERASED_AT, forget.erasedAt());
    }
    return json;
  }

  /** Reads {@link #write(WebhookCommand)}. */
  public static WebhookCommand read(JsonNode json) {
    String id = json.required(ID).asText();
    String kind = json.required(KIND).asText();
    return switch (kind) {
      case TEST -> new Test(id, EndpointJson.readStored(json.required(ENDPOINT)));
      case RESEND -> new WebhookCommand.Resend(id, json.required(ATTEMPT_ID).asText());
      case REPLAY ->
          new Replay(
              id,
              json.required(SINCE).asLong(),
              json.required(UNTIL).asLong(),
              Replayed.valueOf(json.required(STATUS).asText().toUpperCase(Locale.ROOT)),
              json.required(DRY_RUN).asBoolean());
      case FORGET ->
          new Forget(
              id, json.required(Fields.CUSTOMER_ID).asText(), json.required(ERASED_AT).asLong());
      default -> throw new IllegalArgumentException("no command: " + kind);
    };
  }

  /** The record value on {@code webhook-answers}. */
  public static ObjectNode writeAnswer(WebhookAnswer answer) {
    ObjectNode json = Json.object().put(ID, answer.id());
    json.set(BODY, answer.body());
    return json;
  }

  /** Reads {@link #writeAnswer}. */
  public static WebhookAnswer readAnswer(JsonNode json) {
    if (json.required(BODY) instanceof ObjectNode body) {
      return new WebhookAnswer(json.required(ID).asText(), body);
    }
    throw new IllegalArgumentException("the answer has no body");
  }

  /** The record value on {@code webhook-resends}. */
  public static ObjectNode writeResend(Resend resend) {
    return Json.object()
        .put(AttemptJson.ENDPOINT_ID, resend.endpointId())
        .put(AttemptJson.DELIVERY_ID, resend.deliveryId())
        .put(Fields.OBJECT, resend.object())
        .put(Fields.GOAL_NAME, resend.goalName())
        .put(SEQUENCE, resend.sequence())
        .put(OFFSET, resend.offset());
  }

  /** Reads {@link #writeResend}. */
  public static Resend readResend(JsonNode json) {
    return new Resend(
        json.required(AttemptJson.ENDPOINT_ID).asText(),
        json.required(AttemptJson.DELIVERY_ID).asText(),
        json.required(Fields.OBJECT).asText(),
        json.required(Fields.GOAL_NAME).asText(),
        json.required(SEQUENCE).asLong(),
        json.required(OFFSET).asLong());
  }
}
