package com.traitly.processor.registry;

import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.processor.training.Course;
import org.jspecify.annotations.Nullable;

/**
 * A model as handed to the scorers, and what its learner wants to be told.
 *
 * @param course the run of learning that is the newest
 * @param learnt whether that run has learnt all history that was stored when it began
 * @param asked the signals of the examples that the run wants; null while it chooses them
 * @param model the snapshot; of the round before until {@code learnt}
 */
public record PublishedModel(
    Course course, boolean learnt, @Nullable FeatureSpace asked, GoalModel model) {
  /** Whether this run of learning is under way and has chosen its signals. */
  public boolean isAsking(Course run) {
    return course.equals(run) && asked != null;
  }

  /** Whether this run has learnt all that was stored when it began. */
  public boolean hasLearnt(Course run) {
    return course.equals(run) && learnt;
  }

  /** Whether it may be announced: until the first history is learnt, nothing of the goal is. */
  public boolean settled() {
    return learnt || course.round() > 0;
  }
}
