package com.traitly.prediction.training;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Windows kept in memory, in plain collections. */
public final class InMemoryTrainerWindows implements TrainerWindows {
  private static final Comparator<Waiting> ORDER =
      Comparator.comparingLong(Waiting::step).thenComparing(Waiting::message, WindowMessage.ORDER);

  private final TreeSet<Waiting> waiting = new TreeSet<>(ORDER);
  private final Map<Identity, Integer> told = new HashMap<>();

  private record Waiting(long step, WindowMessage message) {}

  private record Identity(String customer, long openedAt) {}

  /** A copy with the same content. */
  public InMemoryTrainerWindows copy() {
    InMemoryTrainerWindows copy = new InMemoryTrainerWindows();
    copy.waiting.addAll(waiting);
    copy.told.putAll(told);
    return copy;
  }

  /** How many windows have marks. */
  public int remembered() {
    return told.size();
  }

  @Override
  public void put(long step, WindowMessage message) {
    Waiting put = new Waiting(step, message);
    waiting.remove(put);
    waiting.add(put);
  }

  @Override
  public @Nullable WindowMessage first(long upToStep) {
    return waiting.isEmpty() || waiting.first().step() > upToStep
        ? null
        : waiting.first().message();
  }

  @Override
  public void removeFirst() {
    waiting.pollFirst();
  }

  @Override
  public int told(WindowMessage window) {
    return told.getOrDefault(identity(window), 0);
  }

  @Override
  public void tell(WindowMessage window, int marks) {
    told.put(identity(window), marks);
  }

  @Override
  public void forgetBefore(long openedAt) {
    told.keySet().removeIf(window -> window.openedAt() < openedAt);
  }

  private static Identity identity(WindowMessage window) {
    return new Identity(window.customer(), window.openedAt());
  }
}
