package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.prediction.ExampleRow;
import com.traitly.processor.prediction.WindowMessage;
import com.traitly.processor.training.TrainingMessage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * What the learners of one task were told and have not learnt yet: each message lies in the store
 * until its step is learnt. Used on the stream thread only.
 */
final class TrainingInbox {
  private final Map<AccountKey, NavigableMap<Long, List<Long>>> waiting = new HashMap<>();
  private final KeyValueStore<byte[], TrainingMessage> store;
  private long nextNumber;

  /**
   * A message in the inbox.
   *
   * @param number which one it is
   * @param millis when it was put there, or found there
   */
  record Heard(AccountKey goal, long number, long millis) {
    private byte[] key() {
      return StoreKeys.message(goal, number);
    }
  }

  TrainingInbox(KeyValueStore<byte[], TrainingMessage> store) {
    this.store = store;
  }

  /** All that lies there, in the order of the goals; to be asked for once, at first. */
  List<Heard> restore(long millis) {
    List<Heard> all = new ArrayList<>();
    try (KeyValueIterator<byte[], TrainingMessage> rows = store.all()) {
      while (rows.hasNext()) {
        byte[] key = rows.next().key;
        all.add(new Heard(StoreKeys.messageGoal(key), StoreKeys.messageNumber(key), millis));
        nextNumber = Math.max(nextNumber, all.getLast().number() + 1);
      }
    }
    return all;
  }

  /** Puts a message in. */
  Heard put(AccountKey goal, TrainingMessage message, long millis) {
    Heard heard = new Heard(goal, nextNumber++, millis);
    store.put(heard.key(), message);
    return heard;
  }

  /** A message; null when it was removed. */
  @Nullable TrainingMessage message(Heard heard) {
    return store.get(heard.key());
  }

  /**
   * Hands a message on, which then waits for the step that the one who hears it tells. Its examples
   * are in memory only meanwhile.
   */
  void hear(Heard heard, TrainingMessage message, ToLongFunction<TrainingMessage> hearing) {
    TrainingMessage light = message;
    StoredRows rows = null;
    if (message instanceof TrainingMessage.Window(long version, WindowMessage.Closed closed)) {
      rows = new StoredRows(closed.rows(), () -> rows(heard));
      light = new TrainingMessage.Window(version, closed.with(rows));
    }
    waiting
        .computeIfAbsent(heard.goal(), goal -> new TreeMap<>())
        .computeIfAbsent(hearing.applyAsLong(light), step -> new ArrayList<>())
        .add(heard.number());
    if (rows != null) {
      rows.rest();
    }
  }

  /** Removes a message. */
  void remove(Heard heard) {
    store.delete(heard.key());
  }

  /** Removes the messages of a goal that wait for steps before this one. */
  void removeBefore(AccountKey goal, long step) {
    SortedMap<Long, List<Long>> done =
        waiting.getOrDefault(goal, new TreeMap<>()).headMap(step, false);
    done.values()
        .forEach(
            numbers -> numbers.forEach(number -> store.delete(StoreKeys.message(goal, number))));
    done.clear();
  }

  /** Removes all messages of a goal. */
  void removeAll(AccountKey goal) {
    waiting.remove(goal);
    List<byte[]> keys = new ArrayList<>();
    try (KeyValueIterator<byte[], TrainingMessage> all =
        store.range(StoreKeys.message(goal, 0), StoreKeys.message(goal, Long.MAX_VALUE))) {
      all.forEachRemaining(each -> keys.add(each.key));
    }
    keys.forEach(store::delete);
  }

  private List<ExampleRow> rows(Heard heard) {
    if (message(heard)
        instanceof TrainingMessage.Window(long version, WindowMessage.Closed closed)) {
      return closed.rows();
    }
    throw new IllegalStateException(heard + " has gone");
  }
}
