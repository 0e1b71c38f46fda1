package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.endpoint.AttemptVerdict;
import com.traitly.sender.endpoint.EndpointLimiter;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.http.SignedPost;
import com.traitly.sender.intake.Endpoints;
import com.traitly.sender.outbox.Delivery;
import com.traitly.sender.outbox.DueIndex;
import com.traitly.sender.outbox.QueuedDelivery;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the deliveries that are due, endpoint by endpoint, as far as each endpoint's limiter
 * permits. Only the stream thread may call it.
 */
final class Dispatcher {
  private static final long DISABLED_CHECK_MILLIS = 200;

  private final SenderParts shared;
  private final DueIndex index;
  private final Endpoints endpoints;
  private final Consumer<FinishedAttempt> finished;

  /**
   * A dispatcher for one task.
   *
   * @param finished receives every attempt when it is over, on any thread
   */
  Dispatcher(
      SenderParts shared, DueIndex index, Endpoints endpoints, Consumer<FinishedAttempt> finished) {
    this.shared = shared;
    this.index = index;
    this.endpoints = endpoints;
    this.finished = finished;
  }

  /**
   * Sends a queue's first delivery at once if possible, but not ahead of others that are due;
   * otherwise leaves it to the index.
   *
   * @param first null when the queue has none that may go
   */
  void offer(Endpoint endpoint, @Nullable QueuedDelivery first, long now) {
    if (first == null) {
      return;
    }
    boolean mayGo =
        takes(first.deliveryKey().endpoint(), endpoint)
            && !shared.limiters().stopping()
            && !index.hasDue(first.deliveryKey().endpoint(), now)
            && first.delivery().dueAt() <= now;
    if (!mayGo || !send(endpoint, first, now)) {
      index.add(first);
    }
  }

  /** Sends the deliveries that have become due. */
  void tick(long now) {
    if (!shared.limiters().stopping()) {
      index.look(now, key -> look(key, now));
    }
  }

  /** False when the endpoint is gone and nothing of it is left. */
  private boolean look(AccountKey key, long now) {
    Endpoint endpoint = endpoints.find(key);
    if (endpoint == null) {
      boolean cleared = index.clear(key);
      if (cleared) {
        shared.limiters().forget(key);
        shared.client().forget(key.id());
      }
      return !cleared;
    }
    if (takes(key, endpoint)) {
      sendDue(key, endpoint, now);
    } else {
      index.lookAgain(key, now + DISABLED_CHECK_MILLIS);
    }
    return true;
  }

  private boolean takes(AccountKey key, Endpoint endpoint) {
    return endpoint.delivers() && shared.client().reaches(key, endpoint);
  }

  private void sendDue(AccountKey key, Endpoint endpoint, long now) {
    if (!index.hasDue(key, now)) {
      return;
    }
    EndpointLimiter limiter = shared.limiters().of(key);
    if (limiter.hasRoom(endpoint, this, now)) {
      index.sendDue(key, now, first -> send(endpoint, first, now));
    }
    if (index.hasDue(key, now)) {
      index.lookAgain(key, limiter.closedUntil());
    }
  }

  private boolean send(Endpoint endpoint, QueuedDelivery first, long now) {
    EndpointLimiter limiter = shared.limiters().of(first.deliveryKey().endpoint());
    if (!limiter.enter(endpoint, this, now)) {
      return false;
    }
    index.started(first);
    shared.limiters().began();
    Delivery delivery = first.delivery();
    SignedPost post =
        new SignedPost(
            first.deliveryKey().endpoint().account(),
            endpoint,
            delivery.id(),
            delivery.body().get(),
            delivery.superseded(),
            false,
            delivery.resent());
    shared.client().post(post, result -> judge(limiter, endpoint, first, now, result));
    return true;
  }

  // Runs on a thread of the client: the limiter learns the verdict at once, the stores when the
  // stream thread applies it.
  private void judge(
      EndpointLimiter limiter,
      Endpoint endpoint,
      QueuedDelivery sent,
      long startedAt,
      AttemptResult result) {
    Instant now = shared.clock().instant();
    AttemptVerdict verdict =
        shared.rules().judge(result, sent.delivery().id(), sent.delivery().attempts() + 1, now);
    limiter.left(verdict, startedAt, now.toEpochMilli());
    finished.accept(
        new FinishedAttempt(
            sent, endpoint.activation(), startedAt, now.toEpochMilli(), result, verdict));
  }
}
