package com.traitly.processor.training;

import com.traitly.processor.prediction.TrainerState;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A goal's learner as stored, but for the windows it keeps.
 *
 * @param goalVersion the goal's version it learns
 * @param counted partitions whose vocabulary is in
 * @param vocabulary event counts so far
 * @param replayed partitions that have told all their history
 * @param trainer null until the vocabulary is complete
 */
public record TrainerRecord(
    long goalVersion,
    Set<Integer> counted,
    Map<String, Long> vocabulary,
    Set<Integer> replayed,
    @Nullable TrainerState trainer) {
  /** Of a learner that has heard nothing. */
  public static TrainerRecord ofNothing(long goalVersion) {
    return new TrainerRecord(goalVersion, Set.of(), Map.of(), Set.of(), null);
  }
}
