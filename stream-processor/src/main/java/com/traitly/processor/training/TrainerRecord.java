package com.traitly.processor.training;

import com.traitly.prediction.GoalModel;
import com.traitly.prediction.training.TrainerState;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A goal's learner as stored, but for the windows it keeps.
 *
 * @param course what it learns
 * @param counted partitions whose vocabulary is in
 * @param vocabulary event counts so far
 * @param replayed partitions that have told all their history
 * @param missed windows that came, or changed, when it had learnt their time already
 * @param served the model of the round before, until this round has learnt all that is stored
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
  /** Of a learner that has heard nothing. */
  public static TrainerRecord ofNothing(Course course) {
    return begun(course, null);
  }

  /** Of a learner that has heard nothing, in place of one whose model is served meanwhile. */
  static TrainerRecord begun(Course course, @Nullable GoalModel served) {
    return new TrainerRecord(course, Set.of(), Map.of(), Set.of(), 0L, served, null);
  }
}
