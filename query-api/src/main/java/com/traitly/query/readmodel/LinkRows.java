package com.traitly.query.readmodel;

import com.traitly.contracts.model.AccountKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Which anonymous ids were linked to which customers. Their events are rows of the customers.
 *
 * @param rows the store of one task
 */
record LinkRows(KeyValueStore<Bytes, byte[]> rows) {
  private static final byte FORMAT = 1;

  /** The customer that an id was linked to; null when it is no linked anonymous id. */
  static @Nullable String customerOf(ReadOnlyKeyValueStore<Bytes, byte[]> rows, AccountKey id) {
    byte[] row = rows.get(EventRows.prefix(id));
    return row == null || row.length == 0 || row[0] != FORMAT
        ? null
        : new String(row, 1, row.length - 1, StandardCharsets.UTF_8);
  }

  /** Whether an id is an anonymous id that was linked to a customer. */
  boolean isLinked(AccountKey id) {
    return customerOf(rows, id) != null;
  }

  /** Links an anonymous id to a customer. */
  void link(AccountKey anonymous, String customerId) {
    byte[] utf8 = customerId.getBytes(StandardCharsets.UTF_8);
    rows.put(
        EventRows.prefix(anonymous),
        ByteBuffer.allocate(1 + utf8.length).put(FORMAT).put(utf8).array());
  }

  /** Forgets that an id was linked. */
  void forget(AccountKey anonymous) {
    rows.delete(EventRows.prefix(anonymous));
  }
}
