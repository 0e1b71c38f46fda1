package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.endpoint.Endpoints;
import com.traitly.sender.intake.MinDeltaRule;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.QueuedDelivery;
import com.traitly.sender.rules.AttemptOutcome;
import com.traitly.sender.rules.AttemptOutcome.Delivered;
import com.traitly.sender.rules.AttemptOutcome.GivenUp;
import com.traitly.sender.rules.AttemptOutcome.RetryLater;

/** Writes finished attempts into the stores and the topics. Only the stream thread may call it. */
public final class AttemptRecorder {
  private final DeliveryQueues queues;
  private final MinDeltaRule small;
  private final Endpoints endpoints;
  private final Dispatcher dispatcher;
  private final DeliveryOutputs outputs;

  public AttemptRecorder(
      DeliveryQueues queues, Endpoints endpoints, Dispatcher dispatcher, DeliveryOutputs outputs) {
    this.queues = queues;
    small = new MinDeltaRule(queues);
    this.endpoints = endpoints;
    this.dispatcher = dispatcher;
    this.outputs = outputs;
  }

  public void apply(FinishedAttempt attempt, long now) {
    QueuedDelivery sent = attempt.sent();
    AccountKey key = sent.deliveryKey().endpoint();
    Endpoint endpoint = endpoints.find(key);
    // The customer was erased meanwhile: nothing that names the customer may be written.
    boolean erased = !queues.keeps(sent);
    if (!erased) {
      outputs.log(key, attempt.activation(), logged(attempt), now);
    }
    if (erased || endpoint == null) {
      queues.drop(sent);
    } else {
      place(attempt, endpoint, now);
    }
    if (endpoint != null) {
      dispatcher.proceed(endpoint, sent.deliveryKey(), now);
    }
  }

  private void place(FinishedAttempt attempt, Endpoint endpoint, long now) {
    QueuedDelivery sent = attempt.sent();
    switch (attempt.verdict().outcome()) {
      case Delivered delivered -> {
        small.delivered(endpoint, sent);
        queues.settle(sent);
      }
      case RetryLater retry -> queues.again(sent, dueAt(attempt, retry), endpoint.coalesceLatest());
      case GivenUp givenUp -> {
        outputs.deadLetter(attempt, givenUp.reason(), now);
        queues.settle(sent);
      }
    }
  }

  private static DeliveryAttempt logged(FinishedAttempt attempt) {
    DeliveryKey deliveryKey = attempt.sent().deliveryKey();
    AttemptOutcome outcome = attempt.verdict().outcome();
    return new DeliveryAttempt(
        attempt.sent().delivery().id(),
        deliveryKey.endpoint().id(),
        deliveryKey.customerId(),
        attempt.sent().delivery().object(),
        attempt.sent().delivery().goalName(),
        attempt.number(),
        outcome.wireName(),
        attempt.result().receivedStatus(),
        attempt.result().detail(),
        attempt.startedAt(),
        attempt.finishedAt() - attempt.startedAt(),
        outcome instanceof RetryLater retry ? dueAt(attempt, retry) : null,
        attempt.sent().sequence(),
        attempt.sent().delivery().offset());
  }

  private static long dueAt(FinishedAttempt attempt, RetryLater retry) {
    return attempt.finishedAt() + retry.after().toMillis();
  }
}
