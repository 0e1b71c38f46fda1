package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.node.Store;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stores of one task and the questions they answer. Only the stream thread may call it.
 *
 * <p>Only the outbox says which deliveries wait. The index has no changelog: an entry only says
 * where to look for a queue that has nothing in flight, and {@link DueIndex} repairs itself after a
 * crash. Each of the other stores has a changelog, and a crash may cut these off at different
 * places.
 */
final class OutboxStores {
  static final Store<Bytes, byte[]> OUTBOX = Store.ofBytes("outbox");
  static final Store<Bytes, byte[]> DUE = Store.ofBytes("outbox-due");
  static final Store<Bytes, byte[]> SETTLED = Store.ofBytes("delivered-sequence");
  static final Store<Bytes, byte[]> LAST_SENT = Store.ofBytes("last-sent");

  private static final Logger LOG = LoggerFactory.getLogger(OutboxStores.class);
  private static final byte VERSION = 1;

  final KeyValueStore<Bytes, byte[]> outbox;
  final KeyValueStore<Bytes, byte[]> due;
  final KeyValueStore<Bytes, byte[]> settled;
  final QueueMemory memory = new QueueMemory();
  private final KeyValueStore<Bytes, byte[]> lastSent;

  OutboxStores(ProcessorContext<?, ?> context) {
    outbox = context.getStateStore(OUTBOX.name());
    due = context.getStateStore(DUE.name());
    settled = context.getStateStore(SETTLED.name());
    lastSent = context.getStateStore(LAST_SENT.name());
  }

  /**
   * The queue's first delivery; null when none waits.
   *
   * @param guess its sequence, if only one waits
   */
  @Nullable QueuedDelivery first(DeliveryKey queue, long guess) {
    if (isEmpty(queue)) {
      return null;
    }
    Long known = memory.first(queue);
    QueuedDelivery first = known == null ? null : read(queue, known);
    if (first == null && memory.atMost(1, queue)) {
      first = read(queue, guess);
    }
    if (first == null) {
      List<QueuedDelivery> found = readable(queue, 1);
      first = found.isEmpty() ? null : found.getFirst();
    }
    return first;
  }

  List<QueuedDelivery> all(DeliveryKey queue) {
    return isEmpty(queue) ? List.of() : readable(queue, Integer.MAX_VALUE);
  }

  /** The queue's deliveries of the same subject, in order. */
  List<QueuedDelivery> sameSubject(QueuedDelivery like) {
    return all(like.deliveryKey()).stream()
        .filter(each -> each.delivery().sameSubject(like.delivery()))
        .toList();
  }

  /** Whether a queue is known to be empty; false until the count after a start is complete. */
  boolean isEmpty(DeliveryKey queue) {
    return memory.atMost(0, queue);
  }

  /** The queue's delivery of this sequence; null when it does not wait. */
  @Nullable QueuedDelivery held(DeliveryKey queue, long sequence) {
    return memory.lacks(queue, sequence) ? null : read(queue, sequence);
  }

  private @Nullable QueuedDelivery read(DeliveryKey queue, long sequence) {
    Bytes key = OutboxKeys.outbox(queue, sequence);
    byte[] value = outbox.get(key);
    return value == null ? null : readOrDrop(queue, key, value);
  }

  private List<QueuedDelivery> readable(DeliveryKey queue, int most) {
    List<QueuedDelivery> found = new ArrayList<>();
    try (var rows = outbox.prefixScan(OutboxKeys.queue(queue), new BytesSerializer())) {
      while (found.size() < most && rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        QueuedDelivery next = readOrDrop(queue, row.key, row.value);
        if (next != null) {
          found.add(next);
        }
      }
    }
    return found;
  }

  /** Reads a delivery, or removes it when it cannot be read, so that those behind it are sent. */
  private @Nullable QueuedDelivery readOrDrop(DeliveryKey queue, Bytes key, byte[] value) {
    try {
      return new QueuedDelivery(queue, OutboxKeys.readSequence(key), Delivery.read(value));
    } catch (RuntimeException unreadable) {
      LOG.error(
          "a delivery to endpoint {} is dropped: what is stored of it is unreadable",
          queue.endpoint().id(),
          unreadable);
      outbox.put(key, null);
      memory.removedUnread(queue);
      return null;
    }
  }

  /** Adds a delivery that is not in the outbox. */
  void add(QueuedDelivery arrived) {
    memory.added(arrived);
    replace(arrived);
  }

  /** Writes a delivery over the stored one. */
  void replace(QueuedDelivery changed) {
    outbox.put(
        OutboxKeys.outbox(changed.deliveryKey(), changed.sequence()), changed.delivery().write());
  }

  /** Removes a delivery that is in the outbox. */
  void remove(QueuedDelivery there) {
    outbox.put(OutboxKeys.outbox(there.deliveryKey(), there.sequence()), null);
    memory.removed(there);
  }

  /** The sequence up to which this delivery's queue and subject are settled; -1 at first. */
  long settledUpTo(QueuedDelivery waiting) {
    Long sequence = number(settled, waiting);
    return sequence == null ? -1 : sequence;
  }

  /** Whether a delivery was settled, which a resent one never is before it is sent. */
  boolean isSettled(QueuedDelivery waiting) {
    return !waiting.delivery().resent() && waiting.sequence() <= settledUpTo(waiting);
  }

  /** Settles a delivery that was not settled when it was sent. */
  void settle(QueuedDelivery sent) {
    // A resent delivery says nothing about those announced after it.
    if (!sent.delivery().resent() || sent.sequence() > settledUpTo(sent)) {
      put(settled, sent, sent.sequence());
    }
    memory.settled(sent);
  }

  /**
   * The likelihood that the endpoint last took of this queue and subject; null when none is known.
   */
  @Nullable Double lastSent(QueuedDelivery waiting) {
    Long bits = number(lastSent, waiting);
    return bits == null ? null : (Double) Double.longBitsToDouble(bits);
  }

  void remember(QueuedDelivery sent, double likelihood) {
    put(lastSent, sent, Double.doubleToRawLongBits(likelihood));
  }

  /** A value that cannot be read counts as none: at worst something is sent twice. */
  private static @Nullable Long number(KeyValueStore<Bytes, byte[]> store, QueuedDelivery of) {
    byte[] value = store.get(OutboxKeys.settled(of));
    return value == null || value.length != 1 + Long.BYTES || value[0] != VERSION
        ? null
        : (Long) ByteBuffer.wrap(value).getLong(1);
  }

  private static void put(KeyValueStore<Bytes, byte[]> store, QueuedDelivery of, long number) {
    byte[] value = ByteBuffer.allocate(1 + Long.BYTES).put(VERSION).putLong(number).array();
    store.put(OutboxKeys.settled(of), value);
  }

  /** Removes what is kept of a queue besides its deliveries. */
  void forget(DeliveryKey queue) {
    clear(List.of(settled, lastSent), OutboxKeys.queue(queue), Integer.MAX_VALUE);
  }

  /** Removes some of what is kept for an endpoint; true when nothing is left. */
  boolean clear(AccountKey endpoint, int most) {
    memory.forget(endpoint);
    List<KeyValueStore<Bytes, byte[]>> stores = List.of(outbox, due, settled, lastSent);
    return clear(stores, OutboxKeys.endpoint(endpoint), most) < most;
  }

  /** Removes the first rows whose keys begin with a prefix; returns how many. */
  private static int clear(List<KeyValueStore<Bytes, byte[]>> stores, Bytes prefix, int most) {
    int removed = 0;
    for (KeyValueStore<Bytes, byte[]> store : stores) {
      List<Bytes> keys = new ArrayList<>();
      try (var rows = store.prefixScan(prefix, new BytesSerializer())) {
        while (removed + keys.size() < most && rows.hasNext()) {
          keys.add(rows.next().key);
        }
      }
      keys.forEach(store::delete);
      removed += keys.size();
    }
    return removed;
  }

  /**
   * Walks over the rows of a store, a bounded step at a time.
   *
   * @param from where the last step ended; null to begin
   * @return where to continue; null at the end
   */
  static @Nullable Bytes walk(
      KeyValueStore<Bytes, byte[]> store,
      @Nullable Bytes from,
      int most,
      Consumer<KeyValue<Bytes, byte[]>> visit) {
    int visited = 0;
    try (var rows = store.range(from, null)) {
      while (rows.hasNext()) {
        KeyValue<Bytes, byte[]> row = rows.next();
        if (visited++ == most) {
          return row.key;
        }
        visit.accept(row);
      }
    }
    return null;
  }
}
