package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/**
 * Says which deliveries may go next, and when. An entry leads to a queue that has nothing in
 * flight, at the instant at which its first delivery is due. An entry may lead nowhere, so the
 * outbox is checked before it is followed.
 *
 * <p>Deliveries in flight are remembered only here: after a crash they wait again, and are sent
 * again. Instants are UNIX milliseconds. Only the stream thread may call it.
 */
public final class DueIndex {
  private static final long IDLE_CHECK_MILLIS = 10_000;
  private static final int REPAIRED_PER_LOOK = 500;
  private static final int SENT_PER_LOOK = 512;
  private static final int CLEARED_PER_LOOK = 500;

  final IndexRepair repair;
  private final OutboxStores stores;
  private final Map<AccountKey, Cursor> cursors = new HashMap<>();
  private final Map<DeliveryKey, InFlight> inFlight = new HashMap<>();

  /** An index that is repaired while it is used. */
  DueIndex(OutboxStores stores) {
    this.stores = stores;
    repair = new IndexRepair(stores, this);
  }

  /** Where to look next for due deliveries of one endpoint. */
  private static final class Cursor {
    // Nothing is due before this.
    long from = Long.MAX_VALUE;
    long lookAt = Long.MIN_VALUE;
    long checkedAt;

    boolean worthLooking(long now) {
      if (from <= now ? lookAt <= now : checkedAt + IDLE_CHECK_MILLIS <= now) {
        checkedAt = now;
        return true;
      }
      return false;
    }
  }

  /**
   * A delivery on its way to the endpoint.
   *
   * @param kept whether it is still in the outbox; false when its customer was erased meanwhile
   */
  private record InFlight(long sequence, boolean kept) {}

  /**
   * An entry of the index: a queue's first delivery is due at this instant.
   *
   * @param sequence of the delivery that was the first when the entry was made
   */
  record Entry(DeliveryKey queue, long at, long sequence) {}

  /** How many deliveries are in flight. */
  public int inFlight() {
    return inFlight.size();
  }

  /** Marks a queue's first delivery as being in flight. */
  public void started(QueuedDelivery first) {
    inFlight.put(first.deliveryKey(), new InFlight(first.sequence(), true));
  }

  /** Marks a delivery as no longer in flight; false when it is no longer in the outbox either. */
  boolean ended(QueuedDelivery sent) {
    InFlight known = inFlight.remove(sent.deliveryKey());
    return known != null && known.kept;
  }

  /** Whether a delivery in flight is still in the outbox. */
  public boolean keeps(QueuedDelivery sent) {
    InFlight known = inFlight.get(sent.deliveryKey());
    return known != null && known.kept;
  }

  /** Whether this delivery is in flight. */
  public boolean isInFlight(QueuedDelivery waiting) {
    InFlight sent = inFlight.get(waiting.deliveryKey());
    return sent != null && sent.sequence == waiting.sequence();
  }

  /** Whether a delivery of the queue is in flight, so that the others wait. */
  boolean isBusy(DeliveryKey queue) {
    return inFlight.containsKey(queue);
  }

  /** Notes that deliveries of a queue were erased, perhaps the one in flight. */
  void erased(DeliveryKey queue) {
    inFlight.computeIfPresent(
        queue,
        (any, sent) -> new InFlight(sent.sequence, stores.held(queue, sent.sequence) != null));
  }

  /** The queue's first delivery; null when one is in flight or none waits. */
  public @Nullable QueuedDelivery next(DeliveryKey queue) {
    return next(queue, -1);
  }

  /**
   * As {@link #next(DeliveryKey)}. Settled deliveries that a crash brought back are removed: sent
   * now, they would follow newer ones.
   *
   * @param guess the sequence of the first, if only one waits
   */
  @Nullable QueuedDelivery next(DeliveryKey queue, long guess) {
    QueuedDelivery first = isBusy(queue) ? null : stores.first(queue, guess);
    // Only settling a later one can have settled a delivery that waits.
    while (first != null && !stores.memory.isNewest(first) && stores.isSettled(first)) {
      removeWaiting(first);
      first = stores.first(queue, -1);
    }
    return first;
  }

  /** Removes a delivery that may have an entry, because it is not in flight. */
  void removeWaiting(QueuedDelivery there) {
    stores.remove(there);
    drop(there);
  }

  /** Makes an entry lead to a queue's first delivery, until {@link #sendDue} sends it. */
  public void add(QueuedDelivery first) {
    DeliveryKey queue = first.deliveryKey();
    stores.due.put(
        OutboxKeys.due(queue, first.delivery().dueAt()),
        ByteBuffer.allocate(Long.BYTES).putLong(first.sequence()).array());
    note(queue.endpoint(), first.delivery().dueAt());
  }

  /** Removes the entry that leads to this delivery, if it exists. */
  void drop(QueuedDelivery first) {
    drop(first.deliveryKey(), first.delivery().dueAt());
  }

  private void drop(DeliveryKey queue, long at) {
    // Calling delete() would read the entry first.
    stores.due.put(OutboxKeys.due(queue, at), null);
  }

  /** Notes that something for an endpoint may be due at this instant. */
  void note(AccountKey endpoint, long at) {
    Cursor cursor = cursor(endpoint);
    cursor.from = Math.min(cursor.from, at);
  }

  /** Whether a delivery to the endpoint is due and not in flight. */
  public boolean hasDue(AccountKey endpoint, long now) {
    return cursor(endpoint).from <= now;
  }

  /** Puts off the next look at an endpoint until this instant. */
  public void lookAgain(AccountKey endpoint, long at) {
    cursor(endpoint).lookAt = at;
  }

  /**
   * Visits the endpoints for which something is due, and now and then the others, to check that
   * they still exist.
   *
   * @param visit false when the endpoint is gone and nothing of it is left
   */
  public void look(long now, Predicate<AccountKey> visit) {
    repair.step(REPAIRED_PER_LOOK);
    cursors
        .entrySet()
        .removeIf(each -> each.getValue().worthLooking(now) && !visit.test(each.getKey()));
  }

  /** Removes some of what is kept for an endpoint; true when nothing is left. */
  public boolean clear(AccountKey endpoint) {
    boolean cleared = stores.clear(endpoint, CLEARED_PER_LOOK);
    if (!cleared) {
      note(endpoint, 0);
    }
    return cleared;
  }

  /**
   * Sends an endpoint's deliveries that are due, earliest first and a bounded number of them.
   *
   * @param send false when no more can be sent now
   */
  public void sendDue(AccountKey endpoint, long now, Predicate<QueuedDelivery> send) {
    Cursor cursor = cursor(endpoint);
    Bytes from = OutboxKeys.dueFrom(endpoint, cursor.from);
    cursor.from = Long.MAX_VALUE;
    int walked = 0;
    try (var rows = stores.due.range(from, Keys.end(OutboxKeys.endpoint(endpoint)))) {
      while (rows.hasNext()) {
        Entry entry = read(rows.next());
        if (entry.at > now || walked == SENT_PER_LOOK || !sent(entry, send)) {
          note(endpoint, entry.at);
          return;
        }
        walked++;
      }
    }
  }

  private boolean sent(Entry entry, Predicate<QueuedDelivery> send) {
    QueuedDelivery first = follow(entry);
    if (first != null) {
      if (!send.test(first)) {
        return false;
      }
      drop(entry.queue, entry.at);
    }
    return true;
  }

  /**
   * The delivery that an entry leads to; null when it leads nowhere, in which case the entry is
   * dropped and one for the queue's first delivery, if any, is made.
   */
  @Nullable QueuedDelivery follow(Entry entry) {
    QueuedDelivery first = next(entry.queue, entry.sequence);
    if (first != null && first.delivery().dueAt() == entry.at) {
      return first;
    }
    drop(entry.queue, entry.at);
    if (first != null) {
      add(first);
    }
    return null;
  }

  static Entry read(KeyValue<Bytes, byte[]> row) {
    return OutboxKeys.readDue(row.key, ByteBuffer.wrap(row.value).getLong());
  }

  private Cursor cursor(AccountKey endpoint) {
    return cursors.computeIfAbsent(endpoint, key -> new Cursor());
  }
}
