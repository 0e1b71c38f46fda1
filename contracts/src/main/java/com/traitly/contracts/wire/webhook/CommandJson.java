package com.traitly.contracts.wire.webhook;

import static com.traitly.contracts.json.StoredFields.text;
import static com.traitly.contracts.json.StoredFields.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.RecordJson;
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
  /** The record value on {@code webhook-resends}. */
  public static final RecordJson<Resend> RESENDS = new RecordJson<>(Resend.class, "sequence");

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
    String id = text(json, ID);
    String kind = text(json, KIND);
    return switch (kind) {
      case TEST -> new Test(id, EndpointJson.readStored(json.required(ENDPOINT)));
      case RESEND -> new WebhookCommand.Resend(id, text(json, ATTEMPT_ID));
      case REPLAY ->
          new Replay(
              id,
              whole(json, SINCE),
              whole(json, UNTIL),
              Replayed.valueOf(text(json, STATUS).toUpperCase(Locale.ROOT)),
              json.required(DRY_RUN).asBoolean());
      case FORGET -> new Forget(id, text(json, Fields.CUSTOMER_ID), whole(json, ERASED_AT));
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
      return new WebhookAnswer(text(json, ID), body);
    }
    throw new IllegalArgumentException("the answer has no body");
  }
}
