package com.traitly.processor.training;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.registry.Course;
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
 * What the trainers of a task keep beside their records; it is removed when no trainer needs it any
 * more. Used on the stream thread only.
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

  /** The windows of a round of learning. */
  public StoredTrainerWindows of(AccountKey goal, Course course) {
    Bytes key = TrainingKeys.course(goal, course);
    return inUse.computeIfAbsent(key, any -> new StoredTrainerWindows(inbox, ledger, goal, course));
  }

  /** Removes a round of learning that no trainer needs any more, bit by bit in {@link #clean}. */
  public void remove(AccountKey goal, Course course) {
    Bytes key = TrainingKeys.course(goal, course);
    inUse.remove(key);
    sweep(key);
  }

  /**
   * Removes all rounds but these, bit by bit in {@link #clean}: a removal that was under way when a
   * task moved continues.
   *
   * @param records the stored records of trainers
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
        // Skips the rest of this round, however much that is.
        from = Keys.end(course);
      }
    }
  }

  private void sweep(Bytes course) {
    sweeps.add(new IncrementalRangeDelete(inbox, course, Keys.end(course)));
    sweeps.add(new IncrementalRangeDelete(ledger, course, Keys.end(course)));
  }

  /** Removes some of what is not needed; true when nothing is left for now. */
  public boolean clean(BooleanSupplier over) {
    sweeps.removeIf(each -> !over.getAsBoolean() && each.some(over));
    boolean clean = sweeps.isEmpty();
    for (StoredTrainerWindows each : inUse.values()) {
      clean &= !over.getAsBoolean() && each.clean(over);
    }
    return clean;
  }
}
