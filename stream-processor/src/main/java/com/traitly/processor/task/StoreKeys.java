package com.traitly.processor.task;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Composite keys whose bytes sort as their parts do. */
public final class StoreKeys {
  private StoreKeys() {}

  /** The key of a page of a customer; the length in front keeps the customers' keys apart. */
  public static byte[] chunk(AccountKey customer, int chunk) {
    byte[] key = KeySerde.bytes(customer);
    return ByteBuffer.allocate(2 + key.length + 4)
        .putShort((short) key.length)
        .put(key)
        .putInt(chunk)
        .array();
  }

  /** The key of a due entry: an instant, then the customer. */
  static byte[] due(long instant, AccountKey customer) {
    byte[] key = KeySerde.bytes(customer);
    return ByteBuffer.allocate(8 + key.length).putLong(instant).put(key).array();
  }

  /** The first possible key of everything due at or after an instant. */
  static byte[] dueFrom(long instant) {
    return ByteBuffer.allocate(8).putLong(instant).array();
  }

  /** An upper bound of the keys of everything due at or before an instant. */
  static byte[] dueUpTo(long instant) {
    return ByteBuffer.allocate(8).putLong(instant + 1).array();
  }

  /** The instant of a {@link #due} key. */
  public static long dueInstant(byte[] due) {
    return ByteBuffer.wrap(due).getLong();
  }

  /** The customer of a {@link #due} key. */
  public static AccountKey dueCustomer(byte[] due) {
    return AccountKey.parse(
        new String(Arrays.copyOfRange(due, 8, due.length), StandardCharsets.UTF_8));
  }
}
