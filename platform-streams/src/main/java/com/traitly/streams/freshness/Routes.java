package com.traitly.streams.freshness;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which instances hold copies of state.
 *
 * @param owners per partition, host:port of the instance that applies records to it
 * @param standbys per partition, host:port of the instances that follow it
 */
public record Routes(Map<Integer, String> owners, Map<Integer, List<String>> standbys) {
  /** No instance is known to hold anything. */
  public static final Routes NONE = new Routes(Map.of(), Map.of());

  /** The owner of a partition; null when none is known. */
  public @Nullable String owner(int partition) {
    return owners.get(partition);
  }

  /** The instances that follow a partition. */
  public List<String> standbys(int partition) {
    return standbys.getOrDefault(partition, List.of());
  }

  /** Every instance that holds a copy. */
  public List<String> everyone() {
    return Stream.concat(owners.values().stream(), standbys.values().stream().flatMap(List::stream))
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }
}
