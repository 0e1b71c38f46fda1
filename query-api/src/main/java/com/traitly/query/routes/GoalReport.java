package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.Fields;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sums up a goal's report from the figures of all partitions. Pure. */
final class GoalReport {
  private static final double DAY = 86_400;
  private static final double PLACES = 1_000;

  private GoalReport() {}

  /** The report as JSON; without data the conversion rate and the median are null. */
  public static ObjectNode of(Goal goal, List<JsonNode> partitions) {
    long enrolled = sum(partitions, "enrolled");
    long reached = sum(partitions, "reached");
    long expired = sum(partitions, "expired");
    ObjectNode json =
        Json.object()
            .put(Fields.GOAL_NAME, goal.name())
            .put("version", goal.version())
            .put("enrolled", enrolled)
            .put("active", enrolled - reached - expired)
            .put("reached", reached)
            .put("expired", expired)
            .put("left", sum(partitions, "left"))
            .put(Fields.INFERRED, sum(partitions, Fields.INFERRED));
    json.put("conversion_rate", enrolled == 0 ? null : (Double) ((double) reached / enrolled));
    return json.put("median_days_to_reach", medianDays(partitions));
  }

  /** The sum of a figure over all partitions. */
  public static long sum(List<JsonNode> partitions, String figure) {
    return partitions.stream().mapToLong(each -> each.path(figure).asLong()).sum();
  }

  private static @Nullable Double medianDays(List<JsonNode> partitions) {
    NavigableMap<Long, Long> counts = new TreeMap<>();
    for (JsonNode partition : partitions) {
      for (JsonNode each : partition.path("reached_after")) {
        counts.merge(each.get(0).asLong(), each.get(1).asLong(), Long::sum);
      }
    }
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (all == 0) {
      return null;
    }
    double seconds = (at(counts, (all - 1) / 2) + at(counts, all / 2)) / 2.0;
    return Math.round(seconds / DAY * PLACES) / PLACES;
  }

  /** The value at a place in the sorted list that the counts describe. */
  private static long at(NavigableMap<Long, Long> counts, long place) {
    long before = 0;
    for (Map.Entry<Long, Long> each : counts.entrySet()) {
      before += each.getValue();
      if (before > place) {
        return each.getKey();
      }
    }
    throw new IllegalArgumentException("there is no place " + place);
  }
}
