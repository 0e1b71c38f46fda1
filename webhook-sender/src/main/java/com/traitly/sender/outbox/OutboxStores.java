package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.node.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The stores of one task and the questions they answer. Only the stream thread may call it.
 *
 * <p>Only the outbox says which deliveries wait. The index has no changelog: an entry only says
 * where to look for a queue that has nothing in flight, and {@link IndexRepair} mends the index
 * after a crash. Each of the other stores has a changelog, and a crash may cut these off at
 * different places.
 */
public final class OutboxStores {
  static final Store<Bytes, byte[]> OUTBOX = store("outbox");
  static final Store<Bytes, byte[]> DUE = store("outbox-due");
  static final Store<Bytes, byte[]> SETTLED = store("delivered-sequence");

  static final Store<Bytes, byte[]> LAST_SENT = store("last-sent");

  private final KeyValueStore<Bytes, byte[]> outbox;
  private final DueIndex index;
  private final KeyValueStore<Bytes, byte[]> settled;
  private final KeyValueStore<Bytes, byte[]> lastSent;
  private final Subjects subjects;
  private final QueueLengthBounds counts = new QueueLengthBounds();
  private final RecentQueues known = new RecentQueues();

  /** The stores of the task that {@code context} belongs to. */
  public OutboxStores(ProcessorContext<?, ?> context) {
    outbox = context.getStateStore(OUTBOX.name());
    index = new DueIndex(context.getStateStore(DUE.name()));
    settled = context.getStateStore(SETTLED.name());
    lastSent = context.getStateStore(LAST_SENT.name());
    subjects = new Subjects(settled, lastSent);
  }

  /** The stores that the topology must hold, so that the constructor finds them. */
  public static Set<StoreBuilder<?>> builders() {
    return Set.of(OUTBOX.onDisk(), DUE.onDiskAlone(), SETTLED.onDisk(), LAST_SENT.onDisk());
  }

  /** What is remembered of queues besides their deliveries. */
  Subjects subjects() {
    return subjects;
  }

  /** The index of due queues. */
  public DueIndex index() {
    return index;
  }

  /** The queues whose content is known without a look into the stores. */
  RecentQueues known() {
    return known;
  }

  /** How many deliveries wait in each queue, at most. */
  QueueLengthBounds counts() {
    return counts;
  }

  /**
   * The queue's first delivery; null when none waits.
   *
   * @param guess its sequence, if only one waits
   */
  @Nullable QueuedDelivery first(DeliveryKey deliveryKey, long guess) {
    if (isEmpty(deliveryKey)) {
      return null;
    }
    RecentQueues.Known here = known.of(deliveryKey);
    long first = here == null ? -1 : here.first();
    Delivery turn = here == null ? null : read(deliveryKey, first);
    if (turn != null) {
      return new QueuedDelivery(deliveryKey, first, turn);
    }
    if (counts.atMost(1, deliveryKey)) {
      Delivery only = read(deliveryKey, guess);
      if (only != null) {
        return new QueuedDelivery(deliveryKey, guess, only);
      }
    }
    try (var entries = EndpointRows.startingWith(outbox, OutboxKeys.deliveryKey(deliveryKey))) {
      while (entries.hasNext()) {
        QueuedDelivery next = read(deliveryKey, entries.next());
        if (next != null) {
          return next;
        }
      }
      return null;
    }
  }

  List<QueuedDelivery> all(DeliveryKey deliveryKey) {
    List<QueuedDelivery> all = new ArrayList<>();
    if (isEmpty(deliveryKey)) {
      return all;
    }
    try (var entries = EndpointRows.startingWith(outbox, OutboxKeys.deliveryKey(deliveryKey))) {
      while (entries.hasNext()) {
        QueuedDelivery next = read(deliveryKey, entries.next());
        if (next != null) {
          all.add(next);
        }
      }
    }
    return all;
  }

  /** Whether a queue is known to be empty; false until the count after a start is complete. */
  boolean isEmpty(DeliveryKey deliveryKey) {
    return counts.atMost(0, deliveryKey);
  }

  @Nullable Delivery held(DeliveryKey deliveryKey, long sequence) {
    RecentQueues.Known here = known.of(deliveryKey);
    if (isEmpty(deliveryKey) || (here != null && !here.holds(sequence))) {
      return null;
    }
    return read(deliveryKey, sequence);
  }

  private @Nullable Delivery read(DeliveryKey deliveryKey, long sequence) {
    Bytes key = OutboxKeys.outbox(deliveryKey, sequence);
    byte[] value = outbox.get(key);
    return value == null ? null : readOrDrop(deliveryKey, key, value);
  }

  /** Reads a delivery, or removes it when it cannot be read, so that those behind it are sent. */
  private @Nullable Delivery readOrDrop(DeliveryKey deliveryKey, Bytes key, byte[] value) {
    Delivery delivery = DeliveryCodec.readIfWhole(deliveryKey, value);
    if (delivery == null) {
      outbox.put(key, null);
      counts.removed(deliveryKey);
      known.forget(deliveryKey.endpoint());
    }
    return delivery;
  }

  /** Adds a delivery that is not in the outbox. */
  void add(QueuedDelivery arrived) {
    known.added(arrived, isEmpty(arrived.deliveryKey()));
    counts.added(arrived.deliveryKey());
    replace(arrived);
  }

  /** Writes a delivery over the stored one. */
  void replace(QueuedDelivery changed) {
    outbox.put(
        OutboxKeys.outbox(changed.deliveryKey(), changed.sequence()),
        DeliveryCodec.write(changed.delivery()));
  }

  /** Removes a delivery that is in the outbox. */
  void remove(QueuedDelivery there) {
    outbox.put(OutboxKeys.outbox(there.deliveryKey(), there.sequence()), null);
    counts.removed(there.deliveryKey());
    known.removed(there);
  }

  /** As {@link #remove}, for a delivery that may be in the index because it is not in flight. */
  void removeWaiting(QueuedDelivery there) {
    remove(there);
    index.drop(new DueEntry(there.deliveryKey(), there.delivery().dueAt()));
  }

  /** All endpoints that something is kept for. */
  public Set<AccountKey> endpoints() {
    return EndpointRows.endpoints(List.of(index.store(), settled));
  }

  /** Removes some of what is kept for an endpoint; true when nothing is left. */
  public boolean clear(AccountKey endpoint, int most) {
    known.forget(endpoint);
    return EndpointRows.clear(List.of(outbox, index.store(), settled, lastSent), endpoint, most);
  }

  /**
   * Removes what is kept for a queue.
   *
   * @param upTo deliveries announced by then are removed, and all that were resent, UNIX
   *     milliseconds
   */
  void erase(DeliveryKey deliveryKey, long upTo) {
    for (QueuedDelivery each : all(deliveryKey)) {
      if (each.delivery().resent() || each.delivery().announcedAt() <= upTo) {
        removeWaiting(each);
      }
    }
    for (KeyValueStore<Bytes, byte[]> store : List.of(settled, lastSent)) {
      EndpointRows.keys(store, OutboxKeys.deliveryKey(deliveryKey), Integer.MAX_VALUE)
          .forEach(store::delete);
    }
  }

  /**
   * Counts the deliveries that wait, a bounded step at a time.
   *
   * @param from where the last step ended; null to begin
   * @param count called for each delivery with its endpoint and the instant of its announcement
   * @return where to continue; null when all have been counted
   */
  public @Nullable Bytes survey(@Nullable Bytes from, int most, ObjLongConsumer<AccountKey> count) {
    int counted = 0;
    try (var entries = outbox.range(from, null)) {
      while (entries.hasNext()) {
        KeyValue<Bytes, byte[]> entry = entries.next();
        if (counted++ == most) {
          return entry.key;
        }
        if (DeliveryCodec.holdsTime(entry.value)) {
          count.accept(OutboxKeys.readEndpoint(entry.key), DeliveryCodec.announcedAt(entry.value));
        }
      }
    }
    return null;
  }

  /** Keys of the outbox in order, beginning at a given one. */
  List<Bytes> outboxKeysFrom(@Nullable Bytes from, int most) {
    try (var entries = outbox.range(from, null)) {
      return EndpointRows.take(entries, most);
    }
  }

  private @Nullable QueuedDelivery read(DeliveryKey deliveryKey, KeyValue<Bytes, byte[]> entry) {
    Delivery delivery = readOrDrop(deliveryKey, entry.key, entry.value);
    return delivery == null
        ? null
        : new QueuedDelivery(deliveryKey, OutboxKeys.readSequence(entry.key), delivery);
  }

  private static Store<Bytes, byte[]> store(String name) {
    return new Store<>(name, Serdes.Bytes(), Serdes.ByteArray());
  }
}
