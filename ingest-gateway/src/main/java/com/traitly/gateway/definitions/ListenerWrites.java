package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.ListenerAnswers;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Passes on what listeners answer, and removes their endpoints an hour after they were last heard
 * of. Thread-safe.
 */
public final class ListenerWrites implements AutoCloseable {
  /** How long an endpoint outlives its listener. */
  static final int KEPT_SECONDS = 3_600;

  private static final Logger LOG = LoggerFactory.getLogger(ListenerWrites.class);

  /** It is prolonged in good time, and not with every answer. */
  private static final int PROLONGED_WHEN_LEFT = 3 * KEPT_SECONDS / 4;

  private static final String ID = "id";
  private static final String ANSWERS = "answers";
  private static final String STATUS = "status";
  private static final String RETRY_AFTER = "retry_after";
  private static final String DETAIL = "detail";
  private static final int MOST_ANSWERS = 256;
  private static final int LONGEST_ID = 200;
  private static final int LONGEST_DETAIL = 2_048;

  private final DefinitionStore<Endpoint> endpoints;
  private final Topic<AccountKey, ListenerAnswers> answers;
  private final RecordSender sender;
  private final InstantSource clock;
  private final ScheduledExecutorService everyMinute =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("listeners").unstarted(task));

  /**
   * Starts to look for endpoints whose time is over.
   *
   * @param answers where answers are passed on
   */
  public ListenerWrites(
      DefinitionStore<Endpoint> endpoints,
      Topic<AccountKey, ListenerAnswers> answers,
      RecordSender sender,
      InstantSource clock) {
    this.endpoints = endpoints;
    this.answers = answers;
    this.sender = sender;
    this.clock = clock;
    var unused = everyMinute.scheduleAtFixedRate(this::removeAbandoned, 1, 1, TimeUnit.MINUTES);
  }

  /**
   * {@code POST /webhook/{id}/answer}: what the application behind the listener answered; no
   * answers say that the listener is there.
   */
  public CompletableFuture<WriteAnswer> answer(WriteCall call) {
    AccountKey key = call.key(call.path(ID));
    Endpoint endpoint = listener(endpoints.get(key), key.id());
    ListenerAnswers heard = read(call.jsonOrNone());
    long until = prolonged(call, key, endpoint);
    ObjectNode item =
        Json.object()
            .put(ID, key.id())
            .put(ANSWERS, heard.answers().size())
            .put("listen_until", Long.toString(until));
    return sender
        .send(List.of(RecordSender.record(answers, key, heard)))
        .thenApply(stored -> WriteAnswer.of(202, "listener", call.receivedAt(), List.of(item)));
  }

  private long prolonged(WriteCall call, AccountKey key, Endpoint endpoint) {
    Long until = endpoint.listenUntil();
    if (until != null && until - call.receivedAt() > PROLONGED_WHEN_LEFT) {
      return until;
    }
    long later = call.receivedAt() + KEPT_SECONDS;
    var unused = endpoints.change(key, before -> listener(before, key.id()).listeningUntil(later));
    return later;
  }

  private static Endpoint listener(@Nullable Endpoint endpoint, String id) {
    if (endpoint == null) {
      throw EndpointWrites.unknown(id);
    }
    if (!endpoint.hasListener()) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "The endpoint %s is at a URL, which answers by itself: create one with \"listener\": true"
              .formatted(id));
    }
    return endpoint;
  }

  private static ListenerAnswers read(JsonNode json) {
    Problems problems = new Problems();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(ANSWERS));
    List<ListenerAnswers.Answer> read = new ArrayList<>();
    body.each(ANSWERS, (each, pointer) -> read(each, pointer, problems, read));
    if (read.size() > MOST_ANSWERS) {
      body.invalid(
          ANSWERS,
          "must be at most %d; send the others in another request".formatted(MOST_ANSWERS));
    }
    problems.throwIfAny();
    return new ListenerAnswers(read);
  }

  private static void read(
      JsonNode json, String pointer, Problems problems, List<ListenerAnswers.Answer> read) {
    ObjectReader answer = new ObjectReader(json, pointer, problems);
    KnownFields.require(answer, json, Set.of(ID, STATUS, RETRY_AFTER, DETAIL));
    String id = answer.required(ID, LONGEST_ID);
    JsonNode detail = json.path(DETAIL);
    String text = detail.isTextual() ? detail.textValue() : "";
    if (text.length() > LONGEST_DETAIL || !(detail.isTextual() || isAbsent(detail))) {
      answer.invalid(DETAIL, "must be a text of at most %d characters".formatted(LONGEST_DETAIL));
    }
    Integer status =
        isAbsent(json.path(STATUS)) ? null : (Integer) answer.integer(STATUS, 0, 100, 999);
    read.add(
        new ListenerAnswers.Answer(
            id == null ? "" : id, status, answer.optional(RETRY_AFTER, LONGEST_ID), text));
  }

  private static boolean isAbsent(JsonNode json) {
    return json.isMissingNode() || json.isNull();
  }

  /** Every gateway does this; removing an endpoint that is gone changes nothing. */
  private void removeAbandoned() {
    long now = clock.instant().getEpochSecond();
    for (AccountKey key : endpoints.keys(endpoint -> isAbandoned(endpoint, now))) {
      try {
        var unused =
            endpoints.change(
                key, before -> before == null || isAbandoned(before, now) ? null : before);
        LOG.info("the listener of endpoint {} is gone, and so is the endpoint", key.id());
      } catch (RuntimeException e) {
        LOG.warn(
            "endpoint {} of a listener that is gone is removed later: {}", key.id(), e.toString());
      }
    }
  }

  private static boolean isAbandoned(Endpoint endpoint, long now) {
    Long until = endpoint.listenUntil();
    return until != null && until < now;
  }

  @Override
  public void close() {
    everyMinute.shutdownNow();
  }
}
