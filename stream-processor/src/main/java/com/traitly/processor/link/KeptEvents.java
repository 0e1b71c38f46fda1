package com.traitly.processor.link;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.topic.Topic;
import com.traitly.streams.list.Keys;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of the last 30 days of ids that may turn out to be anonymous ids, whole, so that they
 * can move. The store drops what is older by itself, a file at a time. Used on the stream thread
 * only.
 *
 * @param topic whose values the store holds
 */
public record KeptEvents(WindowStore<Bytes, byte[]> rows, Topic<AccountKey, Event> topic) {
  private static final Logger LOG = LoggerFactory.getLogger(KeptEvents.class);

  /** The store's name, which also names its changelog. */
  public static final String NAME = "anonymous-events";

  /** A link may be applied a little later than it was received. */
  private static final Duration KEPT = Duration.ofMillis(LinkRule.SPAN).plusDays(2);

  private static final long FIRST = 0;

  /** The store, to be added to a topology. */
  public static StoreBuilder<WindowStore<Bytes, byte[]>> store() {
    return Stores.windowStoreBuilder(
            Stores.persistentWindowStore(NAME, KEPT, Duration.ofMillis(1), false),
            Serdes.Bytes(),
            Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(Map.of());
  }

  /**
   * Keeps an event, unless it already happened too long ago to move.
   *
   * @param offset of its record, which orders the events of one instant
   */
  void keep(AccountKey id, long offset, Event event) {
    long at = event.countedAt();
    if (at > event.receivedAt() - LinkRule.SPAN) {
      rows.put(key(id, offset), topic.value().serializer().serialize(topic.name(), event), at);
    }
  }

  /** How much has happened since an instant. */
  LinkRule.Amount since(AccountKey id, long instant) {
    int events = 0;
    long bytes = 0;
    try (KeyValueIterator<Windowed<Bytes>, byte[]> all = all(id, instant)) {
      while (all.hasNext() && events <= LinkRule.MOST_EVENTS) {
        bytes += all.next().value.length;
        events++;
      }
    }
    return new LinkRule.Amount(events, bytes);
  }

  /** Hands out what has happened since an instant, and keeps nothing of the id any longer. */
  void take(AccountKey id, long since, Consumer<Event> to) {
    try (KeyValueIterator<Windowed<Bytes>, byte[]> all = all(id, since)) {
      while (all.hasNext()) {
        Event event = readable(all.next().value);
        if (event != null) {
          to.accept(event);
        }
      }
    }
    remove(id);
  }

  /** Keeps nothing of an id any longer. */
  void remove(AccountKey id) {
    List<Windowed<Bytes>> found = new ArrayList<>();
    try (KeyValueIterator<Windowed<Bytes>, byte[]> all = all(id, FIRST)) {
      while (all.hasNext()) {
        KeyValue<Windowed<Bytes>, byte[]> row = all.next();
        found.add(row.key);
      }
    }
    found.forEach(each -> rows.put(each.key(), null, each.window().start()));
  }

  /** An unreadable event costs no other: what was handed out before it cannot be taken back. */
  private @Nullable Event readable(byte[] value) {
    try {
      return topic.readValue(value);
    } catch (SerializationException unreadable) {
      LOG.error("an event of an anonymous id cannot be read and does not move", unreadable);
      return null;
    }
  }

  private KeyValueIterator<Windowed<Bytes>, byte[]> all(AccountKey id, long since) {
    return rows.fetch(
        key(id, Long.MIN_VALUE), key(id, Long.MAX_VALUE), Math.max(FIRST, since), Long.MAX_VALUE);
  }

  private static Bytes key(AccountKey id, long offset) {
    return Keys.join(Keys.text(id.account()), Keys.text(id.id()), Keys.number(offset));
  }
}
