package com.traitly.sender.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps deliveries in order and coalesces them. A queue's deliveries go one after the other in the
 * order announced, a newer message replaces an older one that still waits, and a settled delivery
 * (delivered or given up) never comes back.
 *
 * <p>Deliveries in flight are remembered only here: after a crash they wait again, and are sent
 * again. Only the stream thread may call it.
 */
public final class DeliveryQueues {
  private final OutboxStores stores;
  private final Map<DeliveryKey, InFlight> inFlight = new HashMap<>();

  /**
   * A delivery on its way to the endpoint.
   *
   * @param kept whether it is still in the outbox; false when its customer was erased meanwhile
   */
  private record InFlight(long sequence, boolean kept) {}

  /** Queues over a task's stores. */
  public DeliveryQueues(OutboxStores stores) {
    this.stores = stores;
  }

  /** Whether a delivery of this queue is in flight, so that the others wait. */
  public boolean busy(DeliveryKey deliveryKey) {
    return inFlight.containsKey(deliveryKey);
  }

  /** How many deliveries are in flight. */
  public int inFlight() {
    return inFlight.size();
  }

  /** Marks the queue's first delivery as being in flight. */
  public void started(QueuedDelivery first) {
    inFlight.put(first.deliveryKey(), new InFlight(first.sequence(), true));
  }

  /**
   * Adds a delivery to its queue, unless it is settled, already there or outdated.
   *
   * @param coalesce whether it replaces the deliveries of the same subject that wait
   * @return the queue's first delivery; null when one is in flight, none waits, or the first is the
   *     same as before
   */
  public @Nullable QueuedDelivery add(QueuedDelivery arrived, boolean coalesce) {
    if (settled(arrived)) {
      return null;
    }
    if (stores.isEmpty(arrived.deliveryKey())) {
      stores.add(arrived);
      return busy(arrived.deliveryKey()) ? null : arrived;
    }
    if (coalesce) {
      replaceOlder(arrived);
    } else if (addedBehind(arrived)) {
      return null;
    }
    return turn(arrived.deliveryKey(), arrived.sequence());
  }

  /** Adds it to others; true if an older one is known to be first, to which the index leads. */
  private boolean addedBehind(QueuedDelivery arrived) {
    RecentQueues.Known known = stores.known().of(arrived.deliveryKey());
    boolean behind = known != null && known.first() < arrived.sequence();
    Delivery held = stores.held(arrived.deliveryKey(), arrived.sequence());
    if (held == null) {
      stores.add(arrived);
    } else {
      // The record comes again after a crash, which may have kept it here and lost it in the
      // changelog.
      stores.replace(arrived.with(held));
    }
    return behind;
  }

  /**
   * Puts a message into its queue again although it is settled; one that still waits there becomes
   * due at once.
   *
   * @return the queue's first delivery; null when one is in flight
   */
  public @Nullable QueuedDelivery resend(QueuedDelivery again) {
    Delivery there = stores.held(again.deliveryKey(), again.sequence());
    if (there == null) {
      stores.add(again);
    } else if (!busy(again.deliveryKey())) {
      stores.replace(again.with(there.dueAt(again.delivery().dueAt())));
      stores.index().drop(new DueEntry(again.deliveryKey(), there.dueAt()));
    }
    return turn(again.deliveryKey(), again.sequence());
  }

  private void replaceOlder(QueuedDelivery arrived) {
    InFlight sent = inFlight.get(arrived.deliveryKey());
    List<QueuedDelivery> older = new ArrayList<>();
    int superseded = 0;
    for (QueuedDelivery each : stores.all(arrived.deliveryKey())) {
      if (!each.delivery().sameSubject(arrived.delivery()) || each.delivery().resent()) {
        continue;
      }
      if (each.sequence() >= arrived.sequence()) {
        // As in addedBehind: the changelog may have lost it.
        stores.replace(each);
        return;
      }
      if (sent == null || sent.sequence() != each.sequence()) {
        superseded += 1 + each.delivery().superseded();
        older.add(each);
      }
    }
    stores.add(arrived.with(arrived.delivery().superseding(superseded)));
    older.forEach(stores::removeWaiting);
  }

  /** The queue's newest delivery of the same subject; null when none waits or is in flight. */
  public @Nullable QueuedDelivery newest(QueuedDelivery like) {
    QueuedDelivery newest = null;
    for (QueuedDelivery each : stores.all(like.deliveryKey())) {
      if (each.delivery().sameSubject(like.delivery())) {
        newest = each;
      }
    }
    return newest;
  }

  /** Whether this delivery is in flight. */
  public boolean isInFlight(QueuedDelivery waiting) {
    InFlight sent = inFlight.get(waiting.deliveryKey());
    return sent != null && sent.sequence() == waiting.sequence();
  }

  /** The likelihood that the receiver last took of this subject; null when none is remembered. */
  public @Nullable Double lastSent(QueuedDelivery like) {
    return stores.subjects().lastSent(like);
  }

  /** Whether this delivery, which is in flight, is still in the outbox. */
  public boolean keeps(QueuedDelivery sent) {
    InFlight known = inFlight.get(sent.deliveryKey());
    return known != null && known.kept();
  }

  /**
   * Removes what is kept for a queue.
   *
   * @param upTo deliveries announced by then are removed, and all that were resent, UNIX
   *     milliseconds
   */
  public void erase(DeliveryKey deliveryKey, long upTo) {
    stores.erase(deliveryKey, upTo);
    inFlight.computeIfPresent(
        deliveryKey,
        (any, sent) ->
            new InFlight(sent.sequence(), stores.held(deliveryKey, sent.sequence()) != null));
  }

  /** Remembers the likelihood that the receiver took. */
  public void remember(QueuedDelivery sent, double likelihood) {
    stores.subjects().remember(sent, likelihood);
  }

  /** Settles the delivery in flight, which was delivered or given up. */
  public void settle(QueuedDelivery sent) {
    stores.subjects().settle(sent);
    stores.known().settled(sent);
    drop(sent);
  }

  /** Removes the delivery in flight without settling it. */
  public void drop(QueuedDelivery sent) {
    boolean kept = keeps(sent);
    inFlight.remove(sent.deliveryKey());
    if (kept) {
      stores.remove(sent);
    }
  }

  /**
   * Lets the delivery in flight wait again, or replaces it by a newer one that came meanwhile.
   *
   * @param dueAt when it is due again, UNIX milliseconds
   */
  public void again(QueuedDelivery sent, long dueAt, boolean coalesce) {
    inFlight.remove(sent.deliveryKey());
    QueuedDelivery newer = coalesce && !sent.delivery().resent() ? newer(sent) : null;
    // A crash may keep only the first of two writes; in this order the outbox never loses both.
    if (newer == null) {
      stores.replace(sent.with(sent.delivery().again(dueAt)));
    } else {
      stores.replace(newer.with(newer.delivery().superseding(1 + sent.delivery().superseded())));
      stores.remove(sent);
    }
  }

  private @Nullable QueuedDelivery newer(QueuedDelivery sent) {
    for (QueuedDelivery each : stores.all(sent.deliveryKey())) {
      if (each.sequence() > sent.sequence() && each.delivery().sameSubject(sent.delivery())) {
        return each;
      }
    }
    return null;
  }

  /** The queue's first delivery; null when one is in flight or none waits. */
  public @Nullable QueuedDelivery turn(DeliveryKey deliveryKey) {
    return turn(deliveryKey, -1);
  }

  /**
   * The queue's first delivery; null when one is in flight or none waits. Settled deliveries that a
   * crash brought back are removed: sent now, they would follow newer ones.
   *
   * @param guess its sequence, if only one waits
   */
  public @Nullable QueuedDelivery turn(DeliveryKey deliveryKey, long guess) {
    QueuedDelivery first = busy(deliveryKey) ? null : stores.first(deliveryKey, guess);
    while (first != null && settledSince(first)) {
      stores.removeWaiting(first);
      first = stores.first(deliveryKey, -1);
    }
    return first;
  }

  /**
   * Whether a waiting delivery was settled after it came; only settling a later one can have done
   * that.
   */
  private boolean settledSince(QueuedDelivery waiting) {
    RecentQueues.Known known = stores.known().of(waiting.deliveryKey());
    boolean impossible = known != null && known.isNewest(waiting.sequence());
    return !impossible && settled(waiting);
  }

  private boolean settled(QueuedDelivery waiting) {
    return !waiting.delivery().resent()
        && waiting.sequence() <= stores.subjects().settledUpTo(waiting);
  }
}
