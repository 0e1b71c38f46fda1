package com.traitly.processor.registry;

import com.traitly.contracts.model.Goal;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model for scoring, and the signals that its trainer wants in examples.
 *
 * @param course the newest round of learning
 * @param learnt whether that round has learnt all history that was stored when it began
 * @param asked the signals of the examples that the round wants; null while it chooses them
 * @param model the snapshot; of the previous round, if there was one, until {@code learnt}
 */
public record PublishedModel(
    Course course, boolean learnt, @Nullable FeatureSpace asked, GoalModel model) {
  /** What is served of a goal that has no model yet. */
  static PublishedModel prior(Goal goal) {
    TimeGrid shape = TimeGrid.ofWindow(goal.windowMillis());
    GoalModel model =
        GoalModel.initial(shape, new FeatureSpace(List.of()), LifeTable.PRIOR_WIN_RATE);
    return new PublishedModel(Course.first(goal.version()), false, null, model);
  }

  /** Whether this round of learning is the newest and has chosen its signals. */
  public boolean isAsking(Course run) {
    return course.equals(run) && asked != null;
  }

  /** Whether this round is the newest and has learnt all that was stored when it began. */
  public boolean hasLearnt(Course run) {
    return course.equals(run) && learnt;
  }

  /** Whether it may be announced: nothing is until the first round has learnt its history. */
  public boolean settled() {
    return learnt || course.round() > 0;
  }
}
