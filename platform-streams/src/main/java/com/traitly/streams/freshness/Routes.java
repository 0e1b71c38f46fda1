package com.traitly.streams.freshness;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where copies of state are.
 *
 * @param owners per partition, host:port of the instance that applies records to it
 * @param standbys per partition, host:port of the instances that follow it
 */
public record Routes(Map<Integer, String> owners, Map<Integer, List<String>> standbys) {
  /** Nobody is known to hold anything. */
  public static final Routes NONE = new Routes(Map.of(), Map.of());

  /** Who owns a partition; null when nobody is known to. */
  public @Nullable String owner(int partition) {
    return owners.get(partition);
  }

  /** Who follows a partition. */
  public List<String> standbys(int partition) {
    return standbys.getOrDefault(partition, List.of());
  }

  /** Every instance that holds something. */
  public List<String> everyone() {
    return Stream.concat(owners.values().stream(), standbys.values().stream().flatMap(List::stream))
        .distinct()
        .sorted()
        .collect(Collectors.toList());
  }
}
