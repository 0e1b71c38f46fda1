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
 * Which lanes to look at when: an entry leads to a lane that is not in flight, at the instant at
 * which its first delivery is due. It may lead nowhere; whoever follows it looks into the outbox.
 * Instants are UNIX milliseconds. Only the stream thread may call.
 */
public record DueIndex(KeyValueStore<Bytes, byte[]> store) {
  /** Sees to it that an entry leads to this delivery. */
  public void add(QueuedDelivery first) {
    store.put(
        OutboxKeys.due(new DueEntry(first.lane(), first.delivery().dueAt())),
        ByteBuffer.allocate(Long.BYTES).putLong(first.sequence()).array());
  }

  /** Forgets an entry, if it is there. */
  public void drop(DueEntry entry) {
    // To delete would be to read it first.
    store.put(OutboxKeys.due(entry), null);
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

  /** Entries once did not say which delivery they mean. */
  private static DueEntry read(KeyValue<Bytes, byte[]> entry) {
    DueEntry due = OutboxKeys.readDue(entry.key);
    return entry.value.length < Long.BYTES
        ? due
        : new DueEntry(due.lane(), due.at(), ByteBuffer.wrap(entry.value).getLong());
  }
}
