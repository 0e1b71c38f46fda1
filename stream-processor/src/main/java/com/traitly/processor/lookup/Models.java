package com.traitly.processor.lookup;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalModel;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.LifeTable;
import com.traitly.processor.training.Course;
import com.traitly.processor.training.GoalBook;
import com.traitly.processor.training.PublishedModel;
import java.util.List;

/** The newest model of a goal; the prior before there is one. */
final class Models {
  private Models() {}

  static PublishedModel newest(GoalBook book, String account, Goal goal) {
    return newest(book, new AccountKey(account, goal.name()), goal);
  }

  /** Of a goal, or of a draft by its key. */
  static PublishedModel newest(GoalBook book, AccountKey key, Goal goal) {
    PublishedModel published = book.modelOf(key, goal);
    if (published != null) {
      return published;
    }
    GoalModel prior =
        GoalModel.initial(
            GoalShape.ofWindow(goal.windowMillis()),
            new FeatureSpace(List.of()),
            LifeTable.PRIOR_WIN_RATE);
    return new PublishedModel(Course.first(goal.version()), false, null, prior);
  }
}
