package com.traitly.processor.training;

import com.traitly.contracts.model.AccountKey;
import com.traitly.prediction.training.TrainerWindows;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.registry.Course;
import com.traitly.streams.list.Keys;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** The windows of one round of learning in the stores of a task; used on its stream thread only. */
public final class StoredTrainerWindows implements TrainerWindows {
  private static final int AT_ONCE = 64;

  private final KeyValueStore<Bytes, TrainingMessage> waiting;
  private final KeyValueStore<Bytes, byte[]> told;
  private final Course course;
  private final Bytes prefix;
  private final IncrementalRangeDelete forgotten;

  /** The first messages that wait, already read. */
  private final Deque<KeyValue<Bytes, WindowMessage>> first = new ArrayDeque<>();

  /** Whether something may be left to forget; at first, what a previous owner of the task left. */
  private boolean unclean = true;

  /** Nothing waits before this key; a range from further in front steps over what was removed. */
  private Bytes from;

  StoredTrainerWindows(
      KeyValueStore<Bytes, TrainingMessage> waiting,
      KeyValueStore<Bytes, byte[]> told,
      AccountKey goal,
      Course course) {
    this.waiting = waiting;
    this.told = told;
    this.course = course;
    prefix = TrainingKeys.course(goal, course);
    from = prefix;
    forgotten = new IncrementalRangeDelete(told, prefix, prefix);
  }

  @Override
  public void put(long step, WindowMessage message) {
    Bytes key = TrainingKeys.waiting(prefix, step, message);
    waiting.put(key, new TrainingMessage.Window(course, message));
    if (key.compareTo(from) < 0) {
      from = key;
    }
    if (!first.isEmpty() && key.compareTo(first.getLast().key) <= 0) {
      first.clear();
    }
  }

  @Override
  public @Nullable WindowMessage first(long upToStep) {
    if (first.isEmpty()) {
      read(upToStep);
    }
    KeyValue<Bytes, WindowMessage> next = first.peek();
    return next == null || TrainingKeys.step(prefix, next.key) > upToStep ? null : next.value;
  }

  private void read(long upToStep) {
    Bytes to =
        upToStep == Long.MAX_VALUE ? Keys.end(prefix) : TrainingKeys.from(prefix, upToStep + 1);
    try (var rows = waiting.range(from, to)) {
      while (rows.hasNext() && first.size() < AT_ONCE) {
        KeyValue<Bytes, TrainingMessage> row = rows.next();
        if (row.value instanceof TrainingMessage.Window(Course unused, WindowMessage message)) {
          first.add(KeyValue.pair(row.key, message));
        }
      }
    }
  }

  @Override
  public void removeFirst() {
    from = first.remove().key;
    waiting.delete(from);
  }

  @Override
  public int told(WindowMessage window) {
    byte[] marks = told.get(TrainingKeys.told(prefix, window));
    return marks == null ? 0 : marks[0];
  }

  @Override
  public void tell(WindowMessage window, int marks) {
    told.put(TrainingKeys.told(prefix, window), new byte[] {(byte) marks});
  }

  @Override
  public void forgetBefore(long openedAt) {
    forgotten.upTo(TrainingKeys.from(prefix, openedAt));
    unclean = true;
  }

  /** Removes some of what is to be forgotten; true when nothing of it is left for now. */
  boolean clean(BooleanSupplier over) {
    if (unclean) {
      unclean = !forgotten.some(over);
    }
    return !unclean;
  }
}
