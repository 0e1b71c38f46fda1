package com.traitly.processor.training;

import com.traitly.prediction.GoalModel;
import com.traitly.prediction.training.TrainerState;
import com.traitly.processor.registry.Course;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A goal's trainer as stored, except for its windows.
 *
 * @param course the round that it learns
 * @param counted partitions whose vocabulary is included
 * @param vocabulary event counts so far
 * @param replayed partitions that have told all their history
 * @param missed number of windows that came or changed after their time was learnt
 * @param served the model of the previous round, until this round has learnt all that is stored
 * @param trainer null until the vocabulary is complete
 */
public record TrainerRecord(
    Course course,
    Set<Integer> counted,
    Map<String, Long> vocabulary,
    Set<Integer> replayed,
    long missed,
    @Nullable GoalModel served,
    @Nullable TrainerState trainer) {
  /**
   * The record of a trainer that has heard nothing.
   *
   * @param served the model of the previous round, if there is one
   */
  public static TrainerRecord begun(Course course, @Nullable GoalModel served) {
    return new TrainerRecord(course, Set.of(), Map.of(), Set.of(), 0L, served, null);
  }
}
