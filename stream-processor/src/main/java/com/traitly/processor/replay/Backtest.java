package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.decision.LoadedCustomer;
import com.traitly.processor.decision.TrainingFeed;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.processor.task.OutputRecords;

/**
 * Tells a draft's trainer what became of the windows that stored customers would have had. The
 * customers stay as they are: no customer enters a draft, and nothing is announced. Used on the
 * stream thread only.
 */
final class Backtest {
  private final OutputRecords outputs;
  private final GoalRegistry registry;
  private Tally tally = Tally.NONE;

  /**
   * Counts of the windows of some customers.
   *
   * @param enrolled how many were opened, with a profile at entry that is known
   * @param reached how many of them were reached
   * @param inferred how many windows, and customers kept out, rest on a profile that is not known
   */
  record Tally(long enrolled, long reached, long inferred) {
    static final Tally NONE = new Tally(0, 0, 0);

    Tally and(EnrolmentWindows track) {
      long known = track.windows().stream().filter(each -> !each.inferred()).count();
      long reachedKnown =
          track.windows().stream().filter(each -> !each.inferred() && each.reached()).count();
      long unknown = track.windows().size() - known + (track.undecided() ? 1 : 0);
      return new Tally(enrolled + known, reached + reachedKnown, inferred + unknown);
    }
  }

  Backtest(OutputRecords outputs, GoalRegistry registry) {
    this.outputs = outputs;
    this.registry = registry;
  }

  void tell(LoadedCustomer customer, AccountKey draft, GoalRules rules, UpdateTrigger cause) {
    EnrolmentWindows track = GoalFold.whole(rules, customer.history(), null);
    PublishedModel model = registry.modelOf(draft, rules.goal());
    outputs.teach(
        TrainingFeed.draftLessons(customer, draft, rules, model, track.windows(), cause.millis()),
        cause);
    tally = tally.and(track);
  }

  /** The windows told since the last call. */
  Tally take() {
    Tally taken = tally;
    tally = Tally.NONE;
    return taken;
  }
}
