package com.traitly.streams.node;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.contracts.wire.Sha256;
import java.nio.ByteBuffer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * When customers were erased, in UNIX milliseconds, so that records from before an erasure do not
 * bring a customer back. Such records may be read after the erasure, because they come from another
 * topic or because they failed and were sent again. Keeps a digest, not the id. Only the stream
 * thread may call.
 *
 * @param store the store of one task
 */
public record DeletionTimes(KeyValueStore<Bytes, byte[]> store) {
  private static final byte FORMAT = 1;

  /** Remembers an erasure of a customer, unless a later one is known. */
  public void remember(AccountKey customer, long erasedAt) {
    store.put(
        digest(customer),
        ByteBuffer.allocate(1 + Long.BYTES)
            .put(FORMAT)
            .putLong(Math.max(erasedAt, lastOf(customer)))
            .array());
  }

  /** When the customer was last erased; {@link Long#MIN_VALUE} when never. */
  public long lastOf(AccountKey customer) {
    byte[] stored = store.get(digest(customer));
    return stored == null ? Long.MIN_VALUE : instant(stored);
  }

  /** Whether an instant is no later than the customer's last erasure. */
  public boolean cover(AccountKey customer, long instant) {
    return instant <= lastOf(customer);
  }

  /**
   * The newest erasure of any customer: no erasure covers anything later. Reads the whole store.
   */
  public long newest() {
    long newest = Long.MIN_VALUE;
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        newest = Math.max(newest, instant(all.next().value));
      }
    }
    return newest;
  }

  /** An unreadable erasure covers nothing; otherwise its customer could never come back. */
  private static long instant(byte[] stored) {
    ByteBuffer erasure = ByteBuffer.wrap(stored);
    return stored.length == 1 + Long.BYTES && erasure.get() == FORMAT
        ? erasure.getLong()
        : Long.MIN_VALUE;
  }

  private static Bytes digest(AccountKey customer) {
    return Bytes.wrap(Sha256.of(KeySerde.bytes(customer)));
  }
}
