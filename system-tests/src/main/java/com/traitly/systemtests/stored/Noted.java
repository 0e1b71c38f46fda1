package com.traitly.systemtests.stored;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Accepted items of one kind, by key, in the order of acceptance. Thread-safe. */
final class Noted<T> {
  private final Map<String, List<T>> items = new ConcurrentHashMap<>();

  void add(String key, T item) {
    items.computeIfAbsent(key, any -> new CopyOnWriteArrayList<>()).add(item);
  }

  Set<String> keys() {
    return items.keySet();
  }

  /** Returns all items by key. */
  Map<String, List<T>> all() {
    return items;
  }

  /** Returns the items of a key. */
  List<T> all(String key) {
    return items.getOrDefault(key, List.of());
  }

  /** Returns the newest item of each key. */
  Map<String, T> newest() {
    Map<String, T> newest = new HashMap<>();
    items.forEach((key, all) -> newest.put(key, all.getLast()));
    return newest;
  }

  /** Returns how many items each key has. */
  Map<String, Integer> counts() {
    Map<String, Integer> counts = new HashMap<>();
    items.forEach((key, all) -> counts.put(key, all.size()));
    return counts;
  }

  void forget() {
    items.clear();
  }
}
