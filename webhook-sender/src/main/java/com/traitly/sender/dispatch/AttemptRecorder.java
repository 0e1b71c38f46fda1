package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.endpoint.AttemptOutcome;
import com.traitly.sender.endpoint.AttemptOutcome.Delivered;
import com.traitly.sender.endpoint.AttemptOutcome.GivenUp;
import com.traitly.sender.endpoint.AttemptOutcome.RetryLater;
import com.traitly.sender.intake.Endpoints;
import com.traitly.sender.intake.MinDeltaRule;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.QueuedDelivery;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Writes finished attempts into the outbox, the log and the dead letters. Only the stream thread
 * may call it.
 */
record AttemptRecorder(
    ProcessorContext<AccountKey, Object> context,
    DeliveryQueues queues,
    MinDeltaRule minDelta,
    Endpoints endpoints,
    Dispatcher dispatcher) {
  // The header in which Kafka Streams puts the reason of the dead letters that it writes itself.
  private static final String REASON = "__streams.errors.message";
  private static final String ENDPOINT = "endpoint";
  private static final String ATTEMPTS = "attempts";

  void apply(FinishedAttempt attempt, long now) {
    QueuedDelivery sent = attempt.sent();
    Endpoint endpoint = endpoints.find(sent.deliveryKey().endpoint());
    // The customer was erased meanwhile: nothing that names the customer may be written.
    boolean erased = !queues.index().keeps(sent);
    if (!erased) {
      log(attempt, now);
    }
    if (erased || endpoint == null) {
      queues.drop(sent);
    } else {
      place(attempt, endpoint, now);
    }
    if (endpoint != null) {
      dispatcher.offer(endpoint, queues.index().next(sent.deliveryKey()), now);
    }
  }

  private void place(FinishedAttempt attempt, Endpoint endpoint, long now) {
    QueuedDelivery sent = attempt.sent();
    switch (attempt.verdict().outcome()) {
      case Delivered delivered -> {
        minDelta.delivered(endpoint, sent);
        queues.settle(sent);
      }
      case RetryLater retry -> queues.again(sent, dueAt(attempt, retry), endpoint.coalesceLatest());
      case GivenUp givenUp -> {
        deadLetter(attempt, givenUp.reason(), now);
        queues.settle(sent);
      }
    }
  }

  private void log(FinishedAttempt attempt, long now) {
    QueuedDelivery sent = attempt.sent();
    AccountKey endpoint = sent.deliveryKey().endpoint();
    AttemptOutcome outcome = attempt.verdict().outcome();
    DeliveryAttempt logged =
        new DeliveryAttempt(
            sent.delivery().id(),
            endpoint.id(),
            sent.deliveryKey().customerId(),
            sent.delivery().object(),
            sent.delivery().goalName(),
            attempt.number(),
            outcome.wireName(),
            attempt.result().receivedStatus(),
            attempt.result().detail(),
            attempt.startedAt(),
            attempt.finishedAt() - attempt.startedAt(),
            outcome instanceof RetryLater retry ? dueAt(attempt, retry) : null,
            sent.sequence(),
            sent.delivery().offset());
    Record<AccountKey, Object> record = new Record<>(endpoint, logged, now);
    RecordHeaders.put(
        record.headers(), DeliverAnnouncements.ACTIVATION, Integer.toString(attempt.activation()));
    context.forward(record, DeliverAnnouncements.LOG_ATTEMPTS);
  }

  private void deadLetter(FinishedAttempt attempt, String reason, long now) {
    QueuedDelivery sent = attempt.sent();
    AccountKey endpoint = sent.deliveryKey().endpoint();
    AccountKey customer = new AccountKey(endpoint.account(), sent.deliveryKey().customerId());
    Record<AccountKey, Object> letter = new Record<>(customer, sent.delivery().body().get(), now);
    Headers headers = letter.headers();
    RecordHeaders.put(headers, RecordHeaders.ID, sent.delivery().id());
    RecordHeaders.put(headers, RecordHeaders.OBJECT, sent.delivery().object());
    RecordHeaders.put(headers, RecordHeaders.SEQUENCE, Long.toString(sent.sequence()));
    RecordHeaders.put(headers, REASON, reason);
    RecordHeaders.put(headers, ENDPOINT, endpoint.id());
    RecordHeaders.put(headers, ATTEMPTS, Integer.toString(attempt.number()));
    context.forward(letter, DeliverAnnouncements.WRITE_DEAD_LETTERS);
  }

  private static long dueAt(FinishedAttempt attempt, RetryLater retry) {
    return attempt.finishedAt() + retry.after().toMillis();
  }
}
