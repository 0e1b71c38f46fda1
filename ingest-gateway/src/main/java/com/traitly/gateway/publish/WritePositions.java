package com.traitly.gateway.publish;

import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a write reached, so that a reader can ask for state that includes it.
 *
 * @param highest the highest offset by partition
 */
public record WritePositions(Map<TopicPartition, Long> highest) {
  public static final String HEADER = "Traitly-Position";

  /** The header's value: {@code <topic>-<partition>@<offset>}, with commas between. */
  public String text() {
    return highest.entrySet().stream()
        .map(entry -> entry.getKey() + "@" + Objects.requireNonNull(entry.getValue()))
        .sorted()
        .collect(Collectors.joining(","));
  }
}
