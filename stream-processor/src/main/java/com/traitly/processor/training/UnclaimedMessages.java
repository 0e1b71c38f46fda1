package com.traitly.processor.training;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Messages to trainers whose goal is not known yet, because the table of goals may lag behind. They
 * stay in the store until the goal is known, or for a while. Used on the stream thread only.
 */
public final class UnclaimedMessages {
  private final KeyValueStore<Bytes, TrainingMessage> store;
  private final Set<Entry> entries = new LinkedHashSet<>();
  private long nextNumber;

  private record Entry(Bytes key, AccountKey goal, long millis) {}

  /** The messages that are in the store, as if they had come now. */
  public UnclaimedMessages(KeyValueStore<Bytes, TrainingMessage> store, long millis) {
    this.store = store;
    try (KeyValueIterator<Bytes, TrainingMessage> rows =
        store.range(TrainingKeys.PARKED, Keys.end(TrainingKeys.PARKED))) {
      while (rows.hasNext()) {
        Bytes key = rows.next().key;
        Keys.Reader reader = new Keys.Reader(key.get());
        reader.skip(TrainingKeys.PARKED.get().length);
        nextNumber = reader.number() + 1;
        entries.add(new Entry(key, AccountKey.parse(reader.text()), millis));
      }
    }
  }

  public void add(AccountKey goal, TrainingMessage message, long millis) {
    Bytes key = TrainingKeys.parked(nextNumber++, goal);
    store.put(key, message);
    entries.add(new Entry(key, goal, millis));
  }

  /**
   * Retries the messages whose goal is known now. The others are skipped without being read: a
   * deleted goal may have many.
   *
   * @param known whether a goal is in the table
   * @param cameBefore messages that came before this instant are dropped if they still cannot be
   *     handed on, UNIX milliseconds
   * @param hearing tries to hand a message on; false when it must go on waiting
   * @param over whether the rest is to wait for the next time
   * @return whether no such rest is left
   */
  public boolean retry(
      Predicate<AccountKey> known,
      long cameBefore,
      BiPredicate<AccountKey, TrainingMessage> hearing,
      BooleanSupplier over) {
    Iterator<Entry> left = entries.iterator();
    while (left.hasNext()) {
      Entry entry = left.next();
      boolean isKnown = known.test(entry.goal());
      boolean tooOld = entry.millis() < cameBefore;
      if (!isKnown && !tooOld) {
        continue;
      }
      if ((isKnown && hearing.test(entry.goal(), store.get(entry.key()))) || tooOld) {
        store.delete(entry.key());
        left.remove();
      }
      if (over.getAsBoolean()) {
        return !left.hasNext();
      }
    }
    return true;
  }
}
