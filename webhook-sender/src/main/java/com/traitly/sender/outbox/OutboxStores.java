package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.Store;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.ObjLongConsumer;
import java.util.function.Predicate;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The stores of one task and what can be asked of them. Only the stream thread may.
 *
 * <p>Each has a changelog of its own, and a crash may cut these off at different places. So the
 * outbox alone says what waits; an entry of the index only says where to look for a lane that is
 * not in flight, and a missing one is found again by {@link IndexRepair}.
 */
public final class OutboxStores {
  static final Store<Bytes, byte[]> OUTBOX = store("outbox");
  static final Store<Bytes, byte[]> DUE = store("outbox-due");
  static final Store<Bytes, byte[]> SETTLED = store("delivered-sequence");

  static final Store<Bytes, byte[]> LAST_SENT = store("last-sent");

  private static final byte[] DUE_VALUE = {1};

  private final KeyValueStore<Bytes, byte[]> outbox;
  private final KeyValueStore<Bytes, byte[]> due;
  private final KeyValueStore<Bytes, byte[]> settled;
  private final KeyValueStore<Bytes, byte[]> lastSent;
  private final Subjects subjects;

  /** The stores of the task that {@code context} belongs to. */
  public OutboxStores(ProcessorContext<?, ?> context) {
    outbox = context.getStateStore(OUTBOX.name());
    due = context.getStateStore(DUE.name());
    settled = context.getStateStore(SETTLED.name());
    lastSent = context.getStateStore(LAST_SENT.name());
    subjects = new Subjects(settled, lastSent);
  }

  /** What the topology must hold for the constructor to find. */
  public static Set<StoreBuilder<?>> builders() {
    return Set.of(OUTBOX.onDisk(), DUE.onDisk(), SETTLED.onDisk(), LAST_SENT.onDisk());
  }

  /** What is remembered of lanes beyond what waits. */
  Subjects subjects() {
    return subjects;
  }

  /** The delivery whose turn it is; null when none waits. */
  @Nullable Waiting first(Lane lane) {
    try (var entries = startingWith(outbox, OutboxKeys.lane(lane))) {
      return entries.hasNext() ? read(lane, entries.next()) : null;
    }
  }

  List<Waiting> all(Lane lane) {
    List<Waiting> all = new ArrayList<>();
    try (var entries = startingWith(outbox, OutboxKeys.lane(lane))) {
      entries.forEachRemaining(entry -> all.add(read(lane, entry)));
    }
    return all;
  }

  @Nullable Delivery held(Lane lane, long sequence) {
    byte[] value = outbox.get(OutboxKeys.outbox(lane, sequence));
    return value == null ? null : DeliveryCodec.read(value);
  }

  void put(Waiting waiting) {
    outbox.put(
        OutboxKeys.outbox(waiting.lane(), waiting.sequence()),
        DeliveryCodec.write(waiting.delivery()));
  }

  void remove(Waiting waiting) {
    outbox.delete(OutboxKeys.outbox(waiting.lane(), waiting.sequence()));
  }

  /** As {@link #remove}, for one that may be in the index, as what is in flight is not. */
  void removeWaiting(Waiting waiting) {
    remove(waiting);
    dropIndex(new DueLane(waiting.lane(), waiting.delivery().dueAt()));
  }

  /** Sees to it that the index leads to this delivery. */
  public void index(Waiting first) {
    Bytes key = OutboxKeys.due(new DueLane(first.lane(), first.delivery().dueAt()));
    if (due.get(key) == null) {
      due.put(key, DUE_VALUE);
    }
  }

  /** Forgets an entry of the index that leads nowhere. */
  public void dropIndex(DueLane entry) {
    due.delete(OutboxKeys.due(entry));
  }

  /**
   * Walks through what is due to an endpoint, earliest first.
   *
   * @param from where to begin: there is nothing of interest before this instant
   * @param most how many to walk at most
   * @param visit false to stop before the next
   * @return instant of the first entry not dealt with, due or not; {@link Long#MAX_VALUE} when all
   *     were
   */
  public long due(AccountKey endpoint, long from, long now, int most, Predicate<DueLane> visit) {
    int walked = 0;
    try (var entries =
        due.range(OutboxKeys.dueFrom(endpoint, from), OutboxKeys.afterEndpoint(endpoint))) {
      while (entries.hasNext()) {
        DueLane entry = OutboxKeys.readDue(entries.next().key);
        if (entry.at() > now || walked == most || !visit.test(entry)) {
          return entry.at();
        }
        walked++;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Every endpoint that something is kept for. */
  public Set<AccountKey> endpoints() {
    Set<AccountKey> found = new HashSet<>();
    addEndpoints(due, found);
    addEndpoints(settled, found);
    return found;
  }

  private static void addEndpoints(KeyValueStore<Bytes, byte[]> store, Set<AccountKey> found) {
    Bytes from = null;
    while (true) {
      try (var entries = store.range(from, null)) {
        if (!entries.hasNext()) {
          return;
        }
        AccountKey endpoint = OutboxKeys.readEndpoint(entries.next().key);
        found.add(endpoint);
        // On to the next endpoint at once, past however much there is for this one.
        from = OutboxKeys.afterEndpoint(endpoint);
      }
    }
  }

  /**
   * Removes what is kept for a lane.
   *
   * @param upTo only what was announced by then waits no more, or is sent once more, UNIX
   *     milliseconds
   */
  public void erase(Lane lane, long upTo) {
    for (Waiting each : all(lane)) {
      if (each.delivery().resent() || each.delivery().announcedAt() <= upTo) {
        removeWaiting(each);
      }
    }
    for (KeyValueStore<Bytes, byte[]> store : List.of(settled, lastSent)) {
      keys(store, OutboxKeys.lane(lane), Integer.MAX_VALUE).forEach(store::delete);
    }
  }

  /** Removes some of what is kept for an endpoint; true when nothing is left. */
  public boolean clear(AccountKey endpoint, int most) {
    Bytes prefix = OutboxKeys.endpoint(endpoint);
    int left = most;
    for (KeyValueStore<Bytes, byte[]> store : List.of(outbox, due, settled, lastSent)) {
      List<Bytes> keys = keys(store, prefix, left);
      keys.forEach(store::delete);
      left -= keys.size();
    }
    return left > 0;
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
        count.accept(OutboxKeys.readEndpoint(entry.key), DeliveryCodec.announcedAt(entry.value));
      }
    }
    return null;
  }

  /** Keys of the outbox from one on, in order. */
  List<Bytes> outboxKeysFrom(@Nullable Bytes from, int most) {
    try (var entries = outbox.range(from, null)) {
      return take(entries, most);
    }
  }

  private static List<Bytes> keys(KeyValueStore<Bytes, byte[]> store, Bytes prefix, int most) {
    try (var entries = startingWith(store, prefix)) {
      return take(entries, most);
    }
  }

  private static List<Bytes> take(Iterator<KeyValue<Bytes, byte[]>> entries, int most) {
    List<Bytes> keys = new ArrayList<>();
    while (keys.size() < most && entries.hasNext()) {
      keys.add(entries.next().key);
    }
    return keys;
  }

  private static KeyValueIterator<Bytes, byte[]> startingWith(
      KeyValueStore<Bytes, byte[]> store, Bytes prefix) {
    return store.prefixScan(prefix, new BytesSerializer());
  }

  private static Waiting read(Lane lane, KeyValue<Bytes, byte[]> entry) {
    return new Waiting(lane, OutboxKeys.readSequence(entry.key), DeliveryCodec.read(entry.value));
  }

  private static Store<Bytes, byte[]> store(String name) {
    return new Store<>(name, Serdes.Bytes(), Serdes.ByteArray());
  }
}
