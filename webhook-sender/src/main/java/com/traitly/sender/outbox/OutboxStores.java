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
 * The stores of one task and what can be asked of them. Only the stream thread may.
 *
 * <p>The outbox alone says what waits. The index has no changelog: an entry only says where to look
 * for a lane that is not in flight, and what a crash did to it is mended by {@link IndexRepair}.
 * The others have a changelog each, and a crash may cut these off at different places.
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

  /** What the topology must hold for the constructor to find. */
  public static Set<StoreBuilder<?>> builders() {
    return Set.of(OUTBOX.onDisk(), DUE.onDiskAlone(), SETTLED.onDisk(), LAST_SENT.onDisk());
  }

  /** What is remembered of lanes beyond what waits. */
  Subjects subjects() {
    return subjects;
  }

  /** Where to look for what is due. */
  public DueIndex index() {
    return index;
  }

  /** What is known of lanes without a look into the stores. */
  RecentQueues known() {
    return known;
  }

  /** How many wait in each lane. */
  QueueLengthBounds counts() {
    return counts;
  }

  /**
   * The delivery whose turn it is; null when none waits.
   *
   * @param guess its sequence, if it is the only one
   */
  @Nullable QueuedDelivery first(DeliveryKey lane, long guess) {
    if (isEmpty(lane)) {
      return null;
    }
    RecentQueues.Known here = known.of(lane);
    long first = here == null ? -1 : here.first();
    Delivery turn = here == null ? null : read(lane, first);
    if (turn != null) {
      return new QueuedDelivery(lane, first, turn);
    }
    if (counts.atMost(1, lane)) {
      Delivery only = read(lane, guess);
      if (only != null) {
        return new QueuedDelivery(lane, guess, only);
      }
    }
    try (var entries = EndpointRows.startingWith(outbox, OutboxKeys.lane(lane))) {
      while (entries.hasNext()) {
        QueuedDelivery next = read(lane, entries.next());
        if (next != null) {
          return next;
        }
      }
      return null;
    }
  }

  List<QueuedDelivery> all(DeliveryKey lane) {
    List<QueuedDelivery> all = new ArrayList<>();
    if (isEmpty(lane)) {
      return all;
    }
    try (var entries = EndpointRows.startingWith(outbox, OutboxKeys.lane(lane))) {
      while (entries.hasNext()) {
        QueuedDelivery next = read(lane, entries.next());
        if (next != null) {
          all.add(next);
        }
      }
    }
    return all;
  }

  /** Whether nothing waits in a lane; not always known while all is counted after a start. */
  boolean isEmpty(DeliveryKey lane) {
    return counts.atMost(0, lane);
  }

  @Nullable Delivery held(DeliveryKey lane, long sequence) {
    RecentQueues.Known here = known.of(lane);
    if (isEmpty(lane) || (here != null && !here.holds(sequence))) {
      return null;
    }
    return read(lane, sequence);
  }

  private @Nullable Delivery read(DeliveryKey lane, long sequence) {
    Bytes key = OutboxKeys.outbox(lane, sequence);
    byte[] value = outbox.get(key);
    return value == null ? null : readOrDrop(lane, key, value);
  }

  /** What cannot be read can never be sent: it goes, so that what waits behind it is. */
  private @Nullable Delivery readOrDrop(DeliveryKey lane, Bytes key, byte[] value) {
    Delivery delivery = DeliveryCodec.readIfWhole(lane, value);
    if (delivery == null) {
      outbox.put(key, null);
      counts.removed(lane);
      known.forget(lane.endpoint());
    }
    return delivery;
  }

  /** Puts in one that is not there. */
  void add(QueuedDelivery arrived) {
    known.added(arrived, isEmpty(arrived.lane()));
    counts.added(arrived.lane());
    replace(arrived);
  }

  /** Puts one in the place of what is there. */
  void replace(QueuedDelivery changed) {
    outbox.put(
        OutboxKeys.outbox(changed.lane(), changed.sequence()),
        DeliveryCodec.write(changed.delivery()));
  }

  /** Removes one that is there. */
  void remove(QueuedDelivery there) {
    outbox.put(OutboxKeys.outbox(there.lane(), there.sequence()), null);
    counts.removed(there.lane());
    known.removed(there);
  }

  /** As {@link #remove}, for one that may be in the index, as what is in flight is not. */
  void removeWaiting(QueuedDelivery there) {
    remove(there);
    index.drop(new DueEntry(there.lane(), there.delivery().dueAt()));
  }

  /** Every endpoint that something is kept for. */
  public Set<AccountKey> endpoints() {
    return EndpointRows.endpoints(List.of(index.store(), settled));
  }

  /** Removes some of what is kept for an endpoint; true when nothing is left. */
  public boolean clear(AccountKey endpoint, int most) {
    known.forget(endpoint);
    return EndpointRows.clear(List.of(outbox, index.store(), settled, lastSent), endpoint, most);
  }

  /**
   * Removes what is kept for a lane.
   *
   * @param upTo only what was announced by then waits no more, or is sent once more, UNIX
   *     milliseconds
   */
  void erase(DeliveryKey lane, long upTo) {
    for (QueuedDelivery each : all(lane)) {
      if (each.delivery().resent() || each.delivery().announcedAt() <= upTo) {
        removeWaiting(each);
      }
    }
    for (KeyValueStore<Bytes, byte[]> store : List.of(settled, lastSent)) {
      EndpointRows.keys(store, OutboxKeys.lane(lane), Integer.MAX_VALUE).forEach(store::delete);
    }
  }

  /**
   * Counts what waits, a bounded step at a time.
   *
   * @param from where the last step ended; null to begin
   * @param count told of each delivery: whose it is, and when it was announced
   * @return where to go on; null when that was all
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

  /** Keys of the outbox from one on, in order. */
  List<Bytes> outboxKeysFrom(@Nullable Bytes from, int most) {
    try (var entries = outbox.range(from, null)) {
      return EndpointRows.take(entries, most);
    }
  }

  private @Nullable QueuedDelivery read(DeliveryKey lane, KeyValue<Bytes, byte[]> entry) {
    Delivery delivery = readOrDrop(lane, entry.key, entry.value);
    return delivery == null
        ? null
        : new QueuedDelivery(lane, OutboxKeys.readSequence(entry.key), delivery);
  }

  private static Store<Bytes, byte[]> store(String name) {
    return new Store<>(name, Serdes.Bytes(), Serdes.ByteArray());
  }
}
