package com.traitly.processor.training;

import com.traitly.contracts.model.AccountKey;
import com.traitly.streams.list.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * What the learners of a task keep beside their records, and how it is cleared away when nobody
 * needs it any more. Used on the stream thread only.
 */
public final class TrainingStores {
  private final KeyValueStore<Bytes, TrainingMessage> inbox;
  private final KeyValueStore<Bytes, byte[]> ledger;
  private final Map<Bytes, StoredTrainerWindows> inUse = new HashMap<>();
  private final List<IncrementalRangeDelete> sweeps = new ArrayList<>();

  public TrainingStores(
      KeyValueStore<Bytes, TrainingMessage> inbox, KeyValueStore<Bytes, byte[]> ledger) {
    this.inbox = inbox;
    this.ledger = ledger;
  }

  /** Those that are parked already, as if they had come now. */
  public UnclaimedMessages parked(long millis) {
    return new UnclaimedMessages(inbox, millis);
  }

  /** The windows of a run of learning. */
  public StoredTrainerWindows of(AccountKey goal, Course course) {
    Bytes key = TrainingKeys.course(goal, course);
    return inUse.computeIfAbsent(key, any -> new StoredTrainerWindows(inbox, ledger, goal, course));
  }

  /** Nobody needs a run of learning any more. */
  public void remove(AccountKey goal, Course course) {
    Bytes key = TrainingKeys.course(goal, course);
    inUse.remove(key);
    sweep(key);
  }

  /**
   * Nobody needs any but these: a sweep that was under way when a task moved goes on.
   *
   * @param records of the goals that there are
   */
  public void removeAllBut(List<KeyValue<AccountKey, TrainerRecord>> records) {
    Set<Bytes> found = new HashSet<>();
    addCourses(inbox, found);
    addCourses(ledger, found);
    records.forEach(each -> found.remove(TrainingKeys.course(each.key, each.value.course())));
    found.forEach(this::sweep);
  }

  private static void addCourses(KeyValueStore<Bytes, ?> store, Set<Bytes> found) {
    Bytes from = Keys.end(TrainingKeys.PARKED);
    while (true) {
      try (var rows = store.range(from, null)) {
        if (!rows.hasNext()) {
          return;
        }
        Bytes course = TrainingKeys.courseOf(rows.next().key);
        found.add(course);
        // On to the next at once, past however much there is of this one.
        from = Keys.end(course);
      }
    }
  }

  private void sweep(Bytes course) {
    sweeps.add(new IncrementalRangeDelete(inbox, course, Keys.end(course)));
    sweeps.add(new IncrementalRangeDelete(ledger, course, Keys.end(course)));
  }

  /** Clears some away; whether nothing is left for now. */
  public boolean clean(BooleanSupplier over) {
    sweeps.removeIf(each -> !over.getAsBoolean() && each.some(over));
    boolean clean = sweeps.isEmpty();
    for (StoredTrainerWindows each : inUse.values()) {
      clean &= !over.getAsBoolean() && each.clean(over);
    }
    return clean;
  }
}
