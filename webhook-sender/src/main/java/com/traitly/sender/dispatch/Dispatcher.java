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
 * Sends what is due, endpoint by endpoint, as far as each one's gate lets it through. Only the
 * stream thread may call.
 */
public final class Dispatcher {
  private static final int LOOKED_AT_PER_TICK = 512;
  private static final int CLEARED_PER_TICK = 500;
  private static final int REPAIRED_PER_TICK = 500;
  private static final long DISABLED_CHECK_MILLIS = 200;

  private final SenderParts shared;
  private final OutboxStores stores;
  private final DeliveryQueues lanes;
  private final Endpoints endpoints;
  private final Consumer<FinishedAttempt> finished;
  private final IndexRepair repair;
  private final Map<AccountKey, EndpointCursor> queues = new HashMap<>();

  /**
   * A dispatcher for one task.
   *
   * @param finished told of every attempt when it is over, on any thread
   */
  public Dispatcher(
      SenderParts shared,
      OutboxStores stores,
      DeliveryQueues lanes,
      Endpoints endpoints,
      Consumer<FinishedAttempt> finished) {
    this.shared = shared;
    this.stores = stores;
    this.lanes = lanes;
    this.endpoints = endpoints;
    this.finished = finished;
    repair = new IndexRepair(stores, lanes, this::index);
    stores.endpoints().forEach(endpoint -> queue(endpoint).note(0));
  }

  /** A lane's delivery was done with: sees to the one that is next. */
  void proceed(Endpoint endpoint, DeliveryKey lane, long now) {
    QueuedDelivery first = lanes.turn(lane);
    if (first != null) {
      offer(endpoint, first, now);
    }
  }

  /** A lane's turn has come: sends its first delivery at once unless others are before it. */
  public void offer(Endpoint endpoint, QueuedDelivery first, long now) {
    EndpointCursor queue = queue(first.lane().endpoint());
    boolean mayGo =
        endpoint.delivers()
            && !shared.gates().stopping()
            && !queue.backlog(now)
            && first.delivery().dueAt() <= now;
    if (!mayGo || !send(endpoint, first, now)) {
      index(first);
    }
  }

  private void index(QueuedDelivery first) {
    stores.index().add(first);
    queue(first.lane().endpoint()).note(first.delivery().dueAt());
  }

  /** Sends what has become due. */
  public void tick(long now) {
    if (shared.gates().stopping()) {
      return;
    }
    if (!repair.done()) {
      repair.step(REPAIRED_PER_TICK);
    }
    queues
        .entrySet()
        .removeIf(each ->
            each.getValue().worthLooking(now) && !look(each.getKey(), each.getValue(), now));
  }

  /** False when the endpoint is gone and nothing of it is left. */
  private boolean look(AccountKey key, EndpointCursor queue, long now) {
    Endpoint endpoint = endpoints.find(key);
    if (endpoint == null) {
      boolean cleared = stores.clear(key, CLEARED_PER_TICK);
      if (cleared) {
        shared.gates().forget(key);
        shared.client().forget(key.id());
      } else {
        queue.note(0);
      }
      return !cleared;
    }
    if (endpoint.delivers()) {
      sendDue(key, endpoint, queue, now);
    } else {
      queue.lookAt(now + DISABLED_CHECK_MILLIS);
    }
    return true;
  }

  private void sendDue(AccountKey key, Endpoint endpoint, EndpointCursor queue, long now) {
    if (!queue.backlog(now)) {
      return;
    }
    EndpointLimiter gate = shared.gates().of(key);
    if (!gate.hasRoom(endpoint, this, now)) {
      queue.lookAt(gate.closedUntil());
      return;
    }
    long next =
        stores
            .index()
            .walk(
                key,
                queue.take(),
                now,
                LOOKED_AT_PER_TICK,
                entry -> sendFirst(endpoint, entry, now));
    queue.note(next);
    if (next <= now) {
      queue.lookAt(gate.closedUntil());
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
    EndpointLimiter gate = shared.gates().of(first.lane().endpoint());
    if (!gate.enter(endpoint, this, now)) {
      return false;
    }
    lanes.started(first);
    shared.gates().began();
    Delivery delivery = first.delivery();
    SignedPost post =
        new SignedPost(endpoint, delivery.id(), delivery.body().get(), delivery.superseded());
    shared.client().post(post, result -> judge(gate, endpoint, first, now, result));
    return true;
  }

  // On a thread of the client: the gate learns at once, the stores when the stream thread comes by.
  private void judge(
      EndpointLimiter gate,
      Endpoint endpoint,
      QueuedDelivery sent,
      long startedAt,
      AttemptResult result) {
    Instant now = shared.clock().instant();
    AttemptVerdict verdict =
        shared.rules().judge(result, sent.delivery().id(), sent.delivery().attempts() + 1, now);
    gate.left(verdict, startedAt, now.toEpochMilli());
    finished.accept(
        new FinishedAttempt(
            sent, endpoint.activation(), startedAt, now.toEpochMilli(), result, verdict));
  }

  private EndpointCursor queue(AccountKey endpoint) {
    return queues.computeIfAbsent(endpoint, key -> new EndpointCursor());
  }
}
