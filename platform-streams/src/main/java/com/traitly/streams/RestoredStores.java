package com.traitly.streams;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Which partitions of which stores hold all that their changelogs did. Thread-safe. */
final class RestoredStores implements StateRestoreListener {
  private final Set<Part> restored = ConcurrentHashMap.newKeySet();

  private record Part(String store, int partition) {}

  boolean contains(String store, int partition) {
    return restored.contains(new Part(store, partition));
  }

  @Override
  public void onRestoreStart(TopicPartition changelog, String store, long from, long to) {
    restored.remove(new Part(store, changelog.partition()));
  }

  @Override
  public void onBatchRestored(TopicPartition changelog, String store, long upTo, long count) {
    // Only the end counts.
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long count) {
    restored.add(new Part(store, changelog.partition()));
  }

  @Override
  public void onRestoreSuspended(TopicPartition changelog, String store, long count) {
    restored.remove(new Part(store, changelog.partition()));
  }
}
