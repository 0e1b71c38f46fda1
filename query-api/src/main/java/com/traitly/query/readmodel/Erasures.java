package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.KeySerde;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Which customers were erased when, so that an event from before the erasure does not come back
 * when it is read after it: the two come from different topics. Keeps a digest, not the id.
 */
final class Erasures {
  private static final byte FORMAT = 1;

  private final KeyValueStore<Bytes, byte[]> erasures;

  Erasures(ReadModels models, ProcessorContext<?, ?> context) {
    erasures = context.getStateStore(models.erasures().name());
  }

  void remember(AccountKey customer, long erasedAt) {
    erasures.put(
        digest(customer),
        ByteBuffer.allocate(1 + Long.BYTES).put(FORMAT).putLong(erasedAt).array());
  }

  /** Whether the event was received in a second before that of the erasure. */
  boolean cover(AccountKey customer, Event event) {
    byte[] stored = erasures.get(digest(customer));
    if (stored == null) {
      return false;
    }
    ByteBuffer erasure = ByteBuffer.wrap(stored);
    byte format = erasure.get();
    if (format != FORMAT) {
      throw new IllegalArgumentException("unknown format of an erasure: " + format);
    }
    return event.receivedAt() < erasure.getLong();
  }

  private static Bytes digest(AccountKey customer) {
    try {
      return Bytes.wrap(MessageDigest.getInstance("SHA-256").digest(KeySerde.bytes(customer)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
