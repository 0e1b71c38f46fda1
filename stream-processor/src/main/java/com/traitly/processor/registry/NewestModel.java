package com.traitly.processor.registry;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.lifetable.LifeTable;
import java.util.List;

/** The newest model of a goal; the prior before there is one. */
public final class NewestModel {
  private NewestModel() {}

  public static PublishedModel newest(GoalRegistry registry, String account, Goal goal) {
    return newest(registry, new AccountKey(account, goal.name()), goal);
  }

  /** The newest model of a goal, or of a draft by its key. */
  public static PublishedModel newest(GoalRegistry registry, AccountKey key, Goal goal) {
    PublishedModel published = registry.modelOf(key, goal);
    if (published != null) {
      return published;
    }
    GoalModel prior =
        GoalModel.initial(
            TimeGrid.ofWindow(goal.windowMillis()),
            new FeatureSpace(List.of()),
            LifeTable.PRIOR_WIN_RATE);
    return new PublishedModel(Course.first(goal.version()), false, null, prior);
  }
}
