package com.traitly.sender.outbox;

import com.traitly.contracts.model.AccountKey;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Says which queues to look at, and when. An entry leads to a queue that has nothing in flight, at
 * the instant at which its first delivery is due. An entry may lead nowhere, so its reader checks
 * the outbox. Instants are UNIX milliseconds. Only the stream thread may call it.
 */
public record DueIndex(KeyValueStore<Bytes, byte[]> store) {
  /** Makes an entry lead to this delivery. */
  public void add(QueuedDelivery first) {
    store.put(
        OutboxKeys.due(new DueEntry(first.deliveryKey(), first.delivery().dueAt())),
        ByteBuffer.allocate(Long.BYTES).putLong(first.sequence()).array());
  }

  /** Removes an entry, if it exists. */
  public void drop(DueEntry entry) {
    // Calling delete() would read the entry first.
    store.put(OutboxKeys.due(entry), null);
  }

  /**
   * Visits the entries that are due for an endpoint, earliest first.
   *
   * @param from the instant to begin at; there is nothing of interest before it
   * @param most how many entries to deal with at most
   * @param visit false to stop before this entry
   * @return instant of the first entry not dealt with, due or not; {@link Long#MAX_VALUE} when all
   *     were
   */
  public long walk(AccountKey endpoint, long from, long now, int most, Predicate<DueEntry> visit) {
    int walked = 0;
    try (var entries =
        store.range(OutboxKeys.dueFrom(endpoint, from), OutboxKeys.afterEndpoint(endpoint))) {
      while (entries.hasNext()) {
        DueEntry entry = read(entries.next());
        if (entry.at() > now || walked == most || !visit.test(entry)) {
          return entry.at();
        }
        walked++;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Entries of all endpoints from a key on, in order of keys. */
  List<DueEntry> from(@Nullable Bytes key, int most) {
    List<DueEntry> entries = new ArrayList<>();
    try (var rows = store.range(key, null)) {
      while (rows.hasNext() && entries.size() < most) {
        entries.add(read(rows.next()));
      }
    }
    return entries;
  }

  /** Reads an entry; older entries do not say which delivery they mean. */
  private static DueEntry read(KeyValue<Bytes, byte[]> entry) {
    DueEntry due = OutboxKeys.readDue(entry.key);
    return entry.value.length < Long.BYTES
        ? due
        : new DueEntry(due.deliveryKey(), due.at(), ByteBuffer.wrap(entry.value).getLong());
  }
}
