package com.traitly.prediction.training;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The epochs of the last window length, and always the newest. Single-threaded. */
final class EpochHistory {

  private final TreeMap<Long, Epoch> epochs = new TreeMap<>();

  EpochHistory(List<Epoch> known) {
    known.forEach(epoch -> epochs.put(epoch.validFrom(), epoch));
  }

  void add(Epoch epoch) {
    epochs.put(epoch.validFrom(), epoch);
  }

  Epoch newest() {
    return epochs.lastEntry().getValue();
  }

  /** The epoch current at an instant; the oldest kept for an instant before it. */
  Epoch at(long instant) {
    Map.Entry<Long, Epoch> entry = epochs.floorEntry(instant);
    return (entry == null ? epochs.firstEntry() : entry).getValue();
  }

  /** Drops the epochs that ended before an instant. */
  void forgetBefore(long instant) {
    Long current = epochs.floorKey(instant);
    if (current != null) {
      epochs.headMap(current).clear();
    }
  }

  List<Epoch> all() {
    return List.copyOf(epochs.values());
  }
}
