package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries of one task that are not finished. A queue's deliveries go one after the other in
 * the order announced, a newer message replaces an older one that still waits, and a settled
 * delivery (delivered or given up) never comes back. {@link DueIndex} says which may go next.
 *
 * <p>Instants are UNIX milliseconds. Only the stream thread may call it.
 */
public final class DeliveryQueues {
  private final OutboxStores stores;
  private final DueIndex index;

  /** The queues of the task that {@code context} belongs to. */
  public DeliveryQueues(ProcessorContext<?, ?> context) {
    this(new OutboxStores(context));
  }

  DeliveryQueues(OutboxStores stores) {
    this.stores = stores;
    index = new DueIndex(stores);
  }

  /** The stores that the topology must hold, so that the constructor finds them. */
  public static Set<StoreBuilder<?>> stores() {
    return Set.of(
        OutboxStores.OUTBOX.onDisk(),
        OutboxStores.DUE.onDiskAlone(),
        OutboxStores.SETTLED.onDisk(),
        OutboxStores.LAST_SENT.onDisk());
  }

  /** Says which deliveries may go next. */
  public DueIndex index() {
    return index;
  }

  /**
   * Adds a delivery to its queue, unless it is settled, already there or outdated.
   *
   * @param coalesce whether it replaces the deliveries of the same subject that wait
   * @return the queue's first delivery; null when one is in flight, none waits, or the first is the
   *     same as before
   */
  public @Nullable QueuedDelivery add(QueuedDelivery arrived, boolean coalesce) {
    DeliveryKey queue = arrived.deliveryKey();
    if (stores.isSettled(arrived)) {
      return null;
    }
    if (stores.isEmpty(queue)) {
      stores.add(arrived);
      return index.isBusy(queue) ? null : arrived;
    }
    if (coalesce) {
      replaceOlder(arrived);
    } else {
      Long first = stores.memory.first(queue);
      QueuedDelivery held = stores.held(queue, arrived.sequence());
      if (held == null) {
        stores.add(arrived);
      } else {
        // The record comes again after a crash, which may have kept it here and lost it in the
        // changelog.
        stores.replace(held);
      }
      if (first != null && first < arrived.sequence()) {
        return null; // The index leads to the first already.
      }
    }
    return index.next(queue, arrived.sequence());
  }

  private void replaceOlder(QueuedDelivery arrived) {
    List<QueuedDelivery> older = new ArrayList<>();
    int superseded = 0;
    for (QueuedDelivery each : stores.sameSubject(arrived)) {
      if (each.delivery().resent()) {
        continue;
      }
      if (each.sequence() >= arrived.sequence()) {
        // As in add: the changelog may have lost it.
        stores.replace(each);
        return;
      }
      if (!index.isInFlight(each)) {
        superseded += 1 + each.delivery().superseded();
        older.add(each);
      }
    }
    stores.add(arrived.with(arrived.delivery().superseding(superseded)));
    older.forEach(index::removeWaiting);
  }

  /**
   * Puts a message into its queue again although it is settled; one that still waits there becomes
   * due at once.
   *
   * @return the queue's first delivery; null when one is in flight
   */
  public @Nullable QueuedDelivery resend(QueuedDelivery again) {
    QueuedDelivery there = stores.held(again.deliveryKey(), again.sequence());
    if (there == null) {
      stores.add(again);
    } else if (!index.isBusy(again.deliveryKey())) {
      stores.replace(again.with(there.delivery().dueAt(again.delivery().dueAt())));
      index.drop(there);
    }
    return index.next(again.deliveryKey(), again.sequence());
  }

  /** The queue's newest delivery of the same subject; null when none waits or is in flight. */
  public @Nullable QueuedDelivery newest(QueuedDelivery like) {
    List<QueuedDelivery> all = stores.sameSubject(like);
    return all.isEmpty() ? null : all.getLast();
  }

  /** The likelihood that the receiver last took of this subject; null when none is remembered. */
  public @Nullable Double lastSent(QueuedDelivery like) {
    return stores.lastSent(like);
  }

  /** Remembers the likelihood that the receiver took. */
  public void remember(QueuedDelivery sent, double likelihood) {
    stores.remember(sent, likelihood);
  }

  /**
   * Removes what is kept for a queue.
   *
   * @param upTo deliveries announced by then are removed, and all that were resent
   */
  public void erase(DeliveryKey queue, long upTo) {
    for (QueuedDelivery each : stores.all(queue)) {
      if (each.delivery().resent() || each.delivery().announcedAt() <= upTo) {
        index.removeWaiting(each);
      }
    }
    stores.forget(queue);
    index.erased(queue);
  }

  /** Settles the delivery in flight, which was delivered or given up. */
  public void settle(QueuedDelivery sent) {
    stores.settle(sent);
    drop(sent);
  }

  /** Removes the delivery in flight without settling it. */
  public void drop(QueuedDelivery sent) {
    if (index.ended(sent)) {
      stores.remove(sent);
    }
  }

  /**
   * Lets the delivery in flight wait again, or replaces it by a newer one that came meanwhile.
   *
   * @param dueAt when it is due again
   */
  public void again(QueuedDelivery sent, long dueAt, boolean coalesce) {
    index.ended(sent);
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
    for (QueuedDelivery each : stores.sameSubject(sent)) {
      if (each.sequence() > sent.sequence()) {
        return each;
      }
    }
    return null;
  }

  /**
   * Counts the deliveries that wait, a bounded step at a time.
   *
   * @param from where the last step ended; null to begin
   * @param count called for each delivery with its endpoint and the instant of its announcement
   * @return where to continue; null when all have been counted
   */
  public @Nullable Bytes survey(@Nullable Bytes from, int most, ObjLongConsumer<AccountKey> count) {
    return OutboxStores.walk(
        stores.outbox,
        from,
        most,
        row -> {
          // The instant follows the version; counting needs no more.
          if (row.value.length > Long.BYTES) {
            count.accept(OutboxKeys.readEndpoint(row.key), ByteBuffer.wrap(row.value).getLong(1));
          }
        });
  }
}
