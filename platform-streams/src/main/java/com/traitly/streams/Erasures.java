package com.traitly.streams;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which customers were erased when, so that what is from before the erasure does not come back when
 * it is read after it: the two come from different topics. Keeps a digest, not the id. Only the
 * stream thread may call.
 *
 * @param store of one task
 */
public record Erasures(KeyValueStore<Bytes, byte[]> store) {
  private static final byte FORMAT = 1;

  /** Remembers the last erasure of a customer; instants are in the caller's own unit. */
  public void remember(AccountKey customer, long erasedAt) {
    store.put(
        digest(customer),
        ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(erasedAt).array());
  }

  /** When the customer was last erased; {@link Long#MIN_VALUE} when never. */
  public long lastOf(AccountKey customer) {
    byte[] stored = store.get(digest(customer));
    if (stored == null) {
      return Long.MIN_VALUE;
    }
    ByteBuffer erasure = ByteBuffer.wrap(stored);
    byte format = erasure.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException("unknown format of an erasure: " + format);
    }
    return erasure.getLong();
  }

  private static Bytes digest(AccountKey customer) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(KeySerde.bytes(customer)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
