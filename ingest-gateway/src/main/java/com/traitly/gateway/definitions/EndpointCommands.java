package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.webhook.WebhookCommand.Replayed;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.platform.auth.ApiKeys;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Has the webhook-sender test an endpoint, resend an attempt or replay deliveries, and answers with
 * the result. Thread-safe.
 */
public record EndpointCommands(
    DefinitionStore<Endpoint> endpoints,
    Topic<AccountKey, WebhookCommand> commands,
    RecordSender sender,
    Asking asking) {
  private static final String ID = "id";
  private static final String SINCE = "since";
  private static final String UNTIL = "until";
  private static final String STATUS = "status";
  private static final String DRY_RUN = "dry_run";
  private static final String ERROR = "error";
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  /** Completes with the answer to the command with this id. */
  @FunctionalInterface
  public interface Asking {
    CompletableFuture<ObjectNode> to(String id, Duration atMost);
  }

  /** {@code POST /webhook/{id}/test}: what the receiver answered to a sample. */
  public CompletableFuture<WriteAnswer> test(WriteCall call) {
    Endpoint endpoint = known(call);
    return ask(
        call,
        new WebhookCommand.Test(ApiKeys.generateId("test_"), endpoint),
        told -> answer(call, 200, "webhook-test", told));
  }

  /**
   * {@code POST /webhook/{id}/attempt/{attempt_id}/resend}: 202, or 404 when the attempt is
   * unknown.
   */
  public CompletableFuture<WriteAnswer> resend(WriteCall call) {
    known(call);
    String attempt = call.path("attempt_id");
    return ask(
        call,
        new WebhookCommand.Resend(ApiKeys.generateId("cmd_"), attempt),
        told -> {
          if (told.has(ERROR)) {
            throw unknown(attempt);
          }
          return answer(call, 202, "attempt", told);
        });
  }

  /** {@code POST /webhook/{id}/replay}: 202, or 200 with a count for a dry run. */
  public CompletableFuture<WriteAnswer> replay(WriteCall call) {
    known(call);
    WebhookCommand.Replay replay = read(call);
    return ask(
        call, replay, told -> answer(call, replay.dryRun() ? 200 : 202, "webhook-replay", told));
  }

  private static WebhookCommand.Replay read(WriteCall call) {
    Problems problems = new Problems();
    JsonNode json = call.jsonOrNone();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(SINCE, UNTIL, STATUS, DRY_RUN));
    if (body.isObject() && body.value(SINCE) == null) {
      body.missing(SINCE);
    }
    OptionalLong since = body.instant(SINCE);
    OptionalLong until = body.instant(UNTIL);
    String status =
        body.choice(
            STATUS,
            Replayed.UNDELIVERED.wireName(),
            Set.of(
                Replayed.UNDELIVERED.wireName(),
                Replayed.DELIVERED.wireName(),
                Replayed.ALL.wireName()));
    boolean dryRun = body.flag(DRY_RUN, false);
    long from = since.orElse(0);
    // By default a replay ends at its request, so a count and a replay mean the same set.
    long to = until.orElse(call.receivedMillis());
    if (from >= to && since.isPresent()) {
      body.invalid(SINCE, "must be before until, which is now unless sent");
    }
    problems.throwIfAny();
    return new WebhookCommand.Replay(
        ApiKeys.generateId("rpl_"),
        from,
        to,
        Replayed.valueOf(status.toUpperCase(Locale.ROOT)),
        dryRun);
  }

  private CompletableFuture<WriteAnswer> ask(
      WriteCall call, WebhookCommand command, Function<ObjectNode, WriteAnswer> answer) {
    CompletableFuture<ObjectNode> told = asking.to(command.id(), PATIENCE);
    return sender
        .send(List.of(RecordSender.record(commands, call.key(call.path(ID)), command)))
        .thenCompose(stored -> told)
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(unanswered(failure)))
        .thenApply(answer);
  }

  private static Throwable unanswered(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? ApiException.outcomeUnknown(
            "The webhook-sender did not answer in time; it may do later what was asked: look into"
                + " GET /webhook/{id}/attempt before asking again",
            5)
        : cause;
  }

  private static WriteAnswer answer(WriteCall call, int status, String object, JsonNode told) {
    return WriteAnswer.of(status, object, call.receivedAt(), List.of(told));
  }

  private static ApiException unknown(String attempt) {
    return ApiException.of(
        ErrorCode.NOT_FOUND,
        "There is no attempt %s in the log of this endpoint; GET /webhook/{id}/attempt lists them"
            .formatted(attempt));
  }

  private Endpoint known(WriteCall call) {
    Endpoint endpoint = endpoints.get(call.key(call.path(ID)));
    if (endpoint == null) {
      throw EndpointWrites.unknown(call.path(ID));
    }
    return endpoint;
  }
}
