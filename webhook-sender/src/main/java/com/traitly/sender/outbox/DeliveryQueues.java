package com.traitly.sender.outbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Order and coalescing: a lane's deliveries go one after the other in the order announced, a newer
 * message takes the place of an older one that still waits, and what was settled never comes back.
 *
 * <p>What is in flight is remembered here only: after a crash it waits again, and is sent again.
 * Only the stream thread may call.
 */
public final class DeliveryQueues {
  private final OutboxStores stores;
  private final Map<DeliveryKey, InFlight> inFlight = new HashMap<>();

  /**
   * What is on its way to the endpoint.
   *
   * @param kept whether it is still in the outbox: not when its customer was erased meanwhile
   */
  private record InFlight(long sequence, boolean kept) {}

  /** Lanes over a task's stores. */
  public DeliveryQueues(OutboxStores stores) {
    this.stores = stores;
  }

  /** Whether one of this lane is in flight, so that the others wait. */
  public boolean busy(DeliveryKey lane) {
    return inFlight.containsKey(lane);
  }

  /** How many are in flight. */
  public int inFlight() {
    return inFlight.size();
  }

  /** Marks the lane's first delivery as being in flight. */
  public void started(QueuedDelivery first) {
    inFlight.put(first.lane(), new InFlight(first.sequence(), true));
  }

  /**
   * Puts an announcement in its place, unless it is settled, here already or outdated.
   *
   * @param coalesce whether it takes the place of what waits for the same subject
   * @return whose turn it is in the lane now; null when one is in flight, none waits, or it is
   *     still the one before this
   */
  public @Nullable QueuedDelivery add(QueuedDelivery arrived, boolean coalesce) {
    if (settled(arrived)) {
      return null;
    }
    if (stores.isEmpty(arrived.lane())) {
      stores.add(arrived);
      return busy(arrived.lane()) ? null : arrived;
    }
    if (coalesce) {
      replaceOlder(arrived);
    } else if (addedBehind(arrived)) {
      return null;
    }
    return turn(arrived.lane(), arrived.sequence());
  }

  /** Adds it to others; true if it is known that one of them is first, to which the index leads. */
  private boolean addedBehind(QueuedDelivery arrived) {
    RecentQueues.Known known = stores.known().of(arrived.lane());
    boolean behind = known != null && known.first() < arrived.sequence();
    Delivery held = stores.held(arrived.lane(), arrived.sequence());
    if (held == null) {
      stores.add(arrived);
    } else {
      // It comes again after a crash, which may have kept it here and lost it in the changelog.
      stores.replace(arrived.with(held));
    }
    return behind;
  }

  /**
   * Puts a message in its place once more, although it is settled; one that still waits there is
   * due at once.
   *
   * @return whose turn it is in the lane now; null when one is in flight
   */
  public @Nullable QueuedDelivery resend(QueuedDelivery again) {
    Delivery there = stores.held(again.lane(), again.sequence());
    if (there == null) {
      stores.add(again);
    } else if (!busy(again.lane())) {
      stores.replace(again.with(there.dueAt(again.delivery().dueAt())));
      stores.index().drop(new DueEntry(again.lane(), there.dueAt()));
    }
    return turn(again.lane(), again.sequence());
  }

  private void replaceOlder(QueuedDelivery arrived) {
    InFlight sent = inFlight.get(arrived.lane());
    List<QueuedDelivery> older = new ArrayList<>();
    int superseded = 0;
    for (QueuedDelivery each : stores.all(arrived.lane())) {
      if (!each.delivery().sameSubject(arrived.delivery()) || each.delivery().resent()) {
        continue;
      }
      if (each.sequence() >= arrived.sequence()) {
        // As above.
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

  /** The newest of the lane that has the same subject; null when none waits or is in flight. */
  public @Nullable QueuedDelivery newest(QueuedDelivery like) {
    QueuedDelivery newest = null;
    for (QueuedDelivery each : stores.all(like.lane())) {
      if (each.delivery().sameSubject(like.delivery())) {
        newest = each;
      }
    }
    return newest;
  }

  /** Whether this one is in flight. */
  public boolean isInFlight(QueuedDelivery waiting) {
    InFlight sent = inFlight.get(waiting.lane());
    return sent != null && sent.sequence() == waiting.sequence();
  }

  /** The likelihood last taken of this lane and subject; null when none is remembered. */
  public @Nullable Double lastSent(QueuedDelivery like) {
    return stores.subjects().lastSent(like);
  }

  /** Whether this one, which is in flight, is still in the outbox. */
  public boolean keeps(QueuedDelivery sent) {
    InFlight known = inFlight.get(sent.lane());
    return known != null && known.kept();
  }

  /**
   * Removes what is kept for a lane.
   *
   * @param upTo only what was announced by then waits no more, or is sent once more, UNIX
   *     milliseconds
   */
  public void erase(DeliveryKey lane, long upTo) {
    stores.erase(lane, upTo);
    inFlight.computeIfPresent(
        lane,
        (any, sent) -> new InFlight(sent.sequence(), stores.held(lane, sent.sequence()) != null));
  }

  /** Keeps the likelihood that the receiver took. */
  public void remember(QueuedDelivery sent, double likelihood) {
    stores.subjects().remember(sent, likelihood);
  }

  /** The delivery in flight is done with: delivered or given up. */
  public void settle(QueuedDelivery sent) {
    stores.subjects().settle(sent);
    stores.known().settled(sent);
    drop(sent);
  }

  /** The delivery in flight is of no interest any more. */
  public void drop(QueuedDelivery sent) {
    boolean kept = keeps(sent);
    inFlight.remove(sent.lane());
    if (kept) {
      stores.remove(sent);
    }
  }

  /**
   * The delivery in flight waits again, or gives way to a newer one that came meanwhile.
   *
   * @param dueAt when it is due again, UNIX milliseconds
   */
  public void again(QueuedDelivery sent, long dueAt, boolean coalesce) {
    inFlight.remove(sent.lane());
    QueuedDelivery newer = coalesce && !sent.delivery().resent() ? newer(sent) : null;
    // A crash may keep the first of two writes only, so the delivery is never out of the outbox.
    if (newer == null) {
      stores.replace(sent.with(sent.delivery().again(dueAt)));
    } else {
      stores.replace(newer.with(newer.delivery().superseding(1 + sent.delivery().superseded())));
      stores.remove(sent);
    }
  }

  private @Nullable QueuedDelivery newer(QueuedDelivery sent) {
    for (QueuedDelivery each : stores.all(sent.lane())) {
      if (each.sequence() > sent.sequence() && each.delivery().sameSubject(sent.delivery())) {
        return each;
      }
    }
    return null;
  }

  /** The lane's first delivery; null when one is in flight or none waits. */
  public @Nullable QueuedDelivery turn(DeliveryKey lane) {
    return turn(lane, -1);
  }

  /**
   * The lane's first delivery; null when one is in flight or none waits. A crash may have kept one
   * that was done with: to send it now would be to send it after newer ones.
   *
   * @param guess its sequence, if it is the only one
   */
  public @Nullable QueuedDelivery turn(DeliveryKey lane, long guess) {
    QueuedDelivery first = busy(lane) ? null : stores.first(lane, guess);
    while (first != null && settledSince(first)) {
      stores.removeWaiting(first);
      first = stores.first(lane, -1);
    }
    return first;
  }

  /** What waits was not settled when it came, so only a later one can have been since. */
  private boolean settledSince(QueuedDelivery waiting) {
    RecentQueues.Known known = stores.known().of(waiting.lane());
    boolean impossible = known != null && known.isNewest(waiting.sequence());
    return !impossible && settled(waiting);
  }

  private boolean settled(QueuedDelivery waiting) {
    return !waiting.delivery().resent()
        && waiting.sequence() <= stores.subjects().settledUpTo(waiting);
  }
}
