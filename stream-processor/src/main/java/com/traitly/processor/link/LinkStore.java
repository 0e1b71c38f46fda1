package com.traitly.processor.link;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What links have made of the ids of a task: a row for each id, by account and id, and after it a
 * row for each anonymous id that the customer asked for. Used on the stream thread only.
 *
 * @param rows the store of one task
 */
public record LinkStore(KeyValueStore<Bytes, byte[]> rows) {
  private static final byte NAMED = 1;
  private static final byte CLAIMED = 2;
  private static final byte[] ASKED = {1};

  /** What links have made of an id. */
  LinkState of(AccountKey id) {
    return of(rows, id);
  }

  /** As {@link #of(AccountKey)}, from a store that another thread writes. */
  public static LinkState of(ReadOnlyKeyValueStore<Bytes, byte[]> rows, AccountKey id) {
    byte[] row = rows.get(key(id));
    if (row == null || row.length == 0) {
      return new LinkState.Unlinked();
    }
    return switch (row[0]) {
      case NAMED -> new LinkState.Named();
      case CLAIMED ->
          new LinkState.Claimed(new String(row, 1, row.length - 1, StandardCharsets.UTF_8));
      default -> new LinkState.Unlinked();
    };
  }

  /** Whether a customer asked for an anonymous id. */
  boolean hasAsked(AccountKey customer, String anonymousId) {
    return rows.get(asked(customer, anonymousId)) != null;
  }

  /** Notes that a customer asks for an anonymous id, which makes the customer known. */
  void ask(AccountKey customer, String anonymousId) {
    rows.put(key(customer), new byte[] {NAMED});
    rows.put(asked(customer, anonymousId), ASKED);
  }

  /** Gives an anonymous id to a customer. */
  void claim(AccountKey anonymous, String customerId) {
    byte[] utf8 = customerId.getBytes(StandardCharsets.UTF_8);
    rows.put(key(anonymous), ByteBuffer.allocate(1 + utf8.length).put(CLAIMED).put(utf8).array());
  }

  /** Forgets all about an id; returns the anonymous ids that it asked for. */
  List<String> forget(AccountKey id) {
    Bytes key = key(id);
    List<Bytes> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = rows.range(key, Keys.end(key))) {
      all.forEachRemaining(row -> found.add(row.key));
    }
    found.forEach(rows::delete);
    return found.stream()
        .filter(each -> !each.equals(key))
        .map(each -> new Keys.Reader(Keys.suffix(each, key.get().length).get()).text())
        .toList();
  }

  private static Bytes key(AccountKey id) {
    return Keys.join(Keys.text(id.account()), Keys.text(id.id()));
  }

  private static Bytes asked(AccountKey customer, String anonymousId) {
    return Keys.join(key(customer).get(), Keys.text(anonymousId));
  }
}
