package com.traitly.sender.log;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Resend;
import com.traitly.contracts.webhook.WebhookAnswer;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.wire.webhook.AttemptJson;
import com.traitly.sender.dispatch.SenderParts;
import com.traitly.sender.intake.Endpoints;
import com.traitly.streams.node.Store;
import com.traitly.streams.node.TaskDeletionTimes;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Keeps the log of attempts and carries out the commands of accounts on it. Messages to be sent
 * again go through a topic to the customer's outbox; answers go through another topic to the
 * process that asked.
 */
public final class KeepLog
    implements Processor<AccountKey, Object, AccountKey, Object>, Replays.Listener {
  public static final String ANSWER = "answer-commands";
  public static final String RESEND = "resend-deliveries";

  private static final Store<Bytes, byte[]> ERASURES = Store.ofBytes("log-erasures");
  private static final Duration TICK = Duration.ofMillis(20);
  private static final Duration CLEAN = Duration.ofSeconds(1);

  private final SenderParts shared;
  private final SampleDelivery samples;
  private final AtomicLong version;
  private final Queue<WebhookAnswer> answers = new ConcurrentLinkedQueue<>();
  private ProcessorContext<AccountKey, Object> context;
  private AttemptLog log;
  private TaskDeletionTimes erasures;
  private Replays replays;

  /**
   * The processor of one task.
   *
   * @param version grows with every change of an endpoint
   */
  @SuppressWarnings("NullAway.Init") // Kafka Streams calls init before anything else.
  public KeepLog(SenderParts shared, AtomicLong version) {
    this.shared = shared;
    this.version = version;
    samples = new SampleDelivery(shared.client(), shared.clock());
  }

  /** The stores that the topology must hold. */
  public static Set<StoreBuilder<?>> stores() {
    return Set.of(AttemptLog.ATTEMPTS.onDisk(), Replays.UNDER_WAY.onDisk(), ERASURES.onDisk());
  }

  @Override
  public void init(ProcessorContext<AccountKey, Object> given) {
    context = given;
    log = new AttemptLog(given.getStateStore(AttemptLog.ATTEMPTS.name()));
    erasures = new TaskDeletionTimes(given.getStateStore(ERASURES.name()));
    replays = new Replays(log, given.getStateStore(Replays.UNDER_WAY.name()));
    shared.applied().opened(given.taskId().partition(), Map.of());
    Endpoints endpoints = new Endpoints(given, version);
    LogCleaning cleaning = new LogCleaning(log, key -> endpoints.find(key) != null);
    given.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, instant -> tick());
    given.schedule(
        CLEAN, PunctuationType.WALL_CLOCK_TIME, instant -> cleaning.step(shared.clock().millis()));
  }

  @Override
  public void process(Record<AccountKey, Object> record) {
    try {
      apply(record);
    } finally {
      // Also when the record becomes a dead letter: the log never includes more of it, so no reader
      // needs to wait.
      context
          .recordMetadata()
          .ifPresent(from -> shared.applied().applied(from, record.timestamp()));
    }
  }

  private void apply(Record<AccountKey, Object> record) {
    switch (record.value()) {
      case DeliveryAttempt attempt -> keep(record.key(), attempt);
      case WebhookCommand.Test test -> samples.send(record.key().account(), test, answers::add);
      case WebhookCommand.Resend resend -> answer(resend.id(), resent(record.key(), resend));
      case WebhookCommand.Replay replay -> {
        replays.begin(record.key(), replay);
        if (!replay.dryRun()) {
          answer(replay.id(), Json.object().put("replay_id", replay.id()).put("dry_run", false));
        }
      }
      case WebhookCommand.Forget forget -> forget(record.key(), forget);
      case null, default -> throw new IllegalArgumentException("neither attempt nor command");
    }
  }

  @Override
  public void close() {
    shared.applied().closed(context.taskId().partition());
  }

  private void keep(AccountKey endpoint, DeliveryAttempt attempt) {
    AccountKey customer = new AccountKey(endpoint.account(), attempt.customerId());
    if (!erasures.cover(customer, attempt.startedAt())) {
      log.put(endpoint, attempt);
    }
  }

  private void forget(AccountKey endpoint, WebhookCommand.Forget command) {
    AccountKey customer = new AccountKey(endpoint.account(), command.customerId());
    erasures.remember(customer, command.erasedAt());
    log.forget(endpoint, command.customerId(), command.erasedAt());
  }

  private ObjectNode resent(AccountKey endpoint, WebhookCommand.Resend command) {
    DeliveryAttempt attempt = log.find(endpoint, command.attemptId());
    if (attempt == null) {
      return Json.object().put("error", "not_found");
    }
    resend(endpoint, attempt);
    return AttemptJson.item(command.attemptId(), attempt);
  }

  @Override
  public void resend(AccountKey endpoint, DeliveryAttempt attempt) {
    Resend resend =
        new Resend(
            endpoint.id(),
            attempt.deliveryId(),
            attempt.object(),
            attempt.goalName(),
            attempt.sequence(),
            attempt.offset());
    AccountKey customer = new AccountKey(endpoint.account(), attempt.customerId());
    context.forward(new Record<>(customer, resend, shared.clock().millis()), RESEND);
  }

  @Override
  public void counted(WebhookCommand.Replay command, long count) {
    answer(command.id(), Json.object().put("matched", count).put("dry_run", true));
  }

  private void answer(String id, ObjectNode body) {
    answers.add(new WebhookAnswer(id, body));
  }

  private void tick() {
    replays.step(this);
    for (WebhookAnswer each = answers.poll(); each != null; each = answers.poll()) {
      context.forward(
          new Record<>(new AccountKey("answer", each.id()), each, shared.clock().millis()), ANSWER);
    }
  }
}
