package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.endpoint.EndpointLimiter;
import com.traitly.sender.endpoint.Endpoints;
import com.traitly.sender.http.SignedPost;
import com.traitly.sender.outbox.Delivery;
import com.traitly.sender.outbox.DeliveryKey;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.DueEntry;
import com.traitly.sender.outbox.IndexRepair;
import com.traitly.sender.outbox.OutboxStores;
import com.traitly.sender.outbox.QueuedDelivery;
import com.traitly.sender.rules.AttemptResult;
import com.traitly.sender.rules.AttemptVerdict;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Sends the deliveries that are due, endpoint by endpoint, as far as each endpoint's limiter
 * permits. Only the stream thread may call it.
 */
public final class Dispatcher {
  private static final int LOOKED_AT_PER_TICK = 512;
  private static final int CLEARED_PER_TICK = 500;
  private static final int REPAIRED_PER_TICK = 500;
  private static final long DISABLED_CHECK_MILLIS = 200;

  private final SenderParts shared;
  private final OutboxStores stores;
  private final DeliveryQueues queues;
  private final Endpoints endpoints;
  private final Consumer<FinishedAttempt> finished;
  private final IndexRepair repair;
  private final Map<AccountKey, EndpointCursor> cursors = new HashMap<>();

  /**
   * A dispatcher for one task.
   *
   * @param finished receives every attempt when it is over, on any thread
   */
  public Dispatcher(
      SenderParts shared,
      OutboxStores stores,
      DeliveryQueues queues,
      Endpoints endpoints,
      Consumer<FinishedAttempt> finished) {
    this.shared = shared;
    this.stores = stores;
    this.queues = queues;
    this.endpoints = endpoints;
    this.finished = finished;
    repair = new IndexRepair(stores, queues, this::index);
    stores.endpoints().forEach(endpoint -> cursor(endpoint).note(0));
  }

  /** Offers a queue's first delivery after an attempt of this queue has finished. */
  void proceed(Endpoint endpoint, DeliveryKey deliveryKey, long now) {
    QueuedDelivery first = queues.turn(deliveryKey);
    if (first != null) {
      offer(endpoint, first, now);
    }
  }

  /**
   * Sends a queue's first delivery at once if possible, but not ahead of others that are due;
   * otherwise adds it to the index.
   */
  public void offer(Endpoint endpoint, QueuedDelivery first, long now) {
    EndpointCursor cursor = cursor(first.deliveryKey().endpoint());
    boolean mayGo =
        endpoint.delivers()
            && !shared.limiters().stopping()
            && !cursor.backlog(now)
            && first.delivery().dueAt() <= now;
    if (!mayGo || !send(endpoint, first, now)) {
      index(first);
    }
  }

  private void index(QueuedDelivery first) {
    stores.index().add(first);
    cursor(first.deliveryKey().endpoint()).note(first.delivery().dueAt());
  }

  /** Sends the deliveries that have become due. */
  public void tick(long now) {
    if (shared.limiters().stopping()) {
      return;
    }
    if (!repair.done()) {
      repair.step(REPAIRED_PER_TICK);
    }
    cursors
        .entrySet()
        .removeIf(each ->
            each.getValue().worthLooking(now) && !look(each.getKey(), each.getValue(), now));
  }

  /** False when the endpoint is gone and nothing of it is left. */
  private boolean look(AccountKey key, EndpointCursor cursor, long now) {
    Endpoint endpoint = endpoints.find(key);
    if (endpoint == null) {
      boolean cleared = stores.clear(key, CLEARED_PER_TICK);
      if (cleared) {
        shared.limiters().forget(key);
        shared.client().forget(key.id());
      } else {
        cursor.note(0);
      }
      return !cleared;
    }
    if (endpoint.delivers()) {
      sendDue(key, endpoint, cursor, now);
    } else {
      cursor.lookAt(now + DISABLED_CHECK_MILLIS);
    }
    return true;
  }

  private void sendDue(AccountKey key, Endpoint endpoint, EndpointCursor cursor, long now) {
    if (!cursor.backlog(now)) {
      return;
    }
    EndpointLimiter limiter = shared.limiters().of(key);
    if (!limiter.hasRoom(endpoint, this, now)) {
      cursor.lookAt(limiter.closedUntil());
      return;
    }
    long next =
        stores
            .index()
            .walk(
                key,
                cursor.take(),
                now,
                LOOKED_AT_PER_TICK,
                entry -> sendFirst(endpoint, entry, now));
    cursor.note(next);
    if (next <= now) {
      cursor.lookAt(limiter.closedUntil());
    }
  }

  private boolean sendFirst(Endpoint endpoint, DueEntry entry, long now) {
    QueuedDelivery first = repair.follow(entry);
    if (first == null) {
      return true;
    }
    if (!send(endpoint, first, now)) {
      return false;
    }
    stores.index().drop(entry);
    return true;
  }

  private boolean send(Endpoint endpoint, QueuedDelivery first, long now) {
    EndpointLimiter limiter = shared.limiters().of(first.deliveryKey().endpoint());
    if (!limiter.enter(endpoint, this, now)) {
      return false;
    }
    queues.started(first);
    shared.limiters().began();
    Delivery delivery = first.delivery();
    SignedPost post =
        new SignedPost(endpoint, delivery.id(), delivery.body().get(), delivery.superseded());
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

  private EndpointCursor cursor(AccountKey endpoint) {
    return cursors.computeIfAbsent(endpoint, key -> new EndpointCursor());
  }
}
