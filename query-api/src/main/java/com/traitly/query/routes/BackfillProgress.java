package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.Fields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How far goals have been applied to the customers that were stored before them. Thread-safe. */
final class BackfillProgress {
  /** The state query, which each partition answers. */
  public static final String QUERY = "goal-backfill";

  private static final String COMPLETE = "complete";

  private final StateReads processor;

  public BackfillProgress(StateReads processor) {
    this.processor = processor;
  }

  /**
   * The progress over all partitions: {@code done}, {@code total}, {@code complete} and {@code
   * inferred}; null when the partitions cannot answer now, so that the goal is shown without it.
   *
   * @param reading notes how old the answers are
   */
  public @Nullable ObjectNode of(String account, Goal goal, ReadRequirements reading) {
    ObjectNode args =
        Json.object().put(Fields.GOAL_NAME, goal.name()).put("goal_version", goal.version());
    try {
      List<JsonNode> partitions = processor.askAll(QUERY, account, args, reading);
      return Json.object()
          .put("done", GoalReport.sum(partitions, "done"))
          .put("total", GoalReport.sum(partitions, "total"))
          .put(Fields.INFERRED, GoalReport.sum(partitions, Fields.INFERRED))
          .put(COMPLETE, partitions.stream().allMatch(each -> each.path(COMPLETE).asBoolean()));
    } catch (ApiException unavailable) {
      return null;
    }
  }

  /** Whether a caller who has the goal's version misses nothing of the progress. */
  public static boolean saysNothingNew(@Nullable ObjectNode backfill) {
    return backfill == null
        || (backfill.path(COMPLETE).asBoolean() && backfill.path(Fields.INFERRED).asLong() == 0);
  }
}
