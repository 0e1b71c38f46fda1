package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.ModelInput;
import com.traitly.processor.decision.TrainingFeed;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EnrolmentWindows;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.OutputRecords;
import java.util.List;

/**
 * Tells a draft's trainer what became of the windows that stored customers would have had. The
 * customers stay as they are: no customer enters a draft, and nothing is announced. Used on the
 * stream thread only.
 */
final class Backtest {
  private final CustomerStores stores;
  private final OutputRecords outputs;
  private final TrainingFeed feed;
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

  Backtest(CustomerStores stores, OutputRecords outputs, TrainingFeed feed) {
    this.stores = stores;
    this.outputs = outputs;
    this.feed = feed;
  }

  /** Tells all windows of one customer. */
  void tell(AccountKey customer, CustomerState state, GoalRules rules, UpdateTrigger cause) {
    CustomerHistory history = stores.history(customer, state);
    List<TimedEvent> events = ModelInput.events(history);
    EnrolmentWindows track = GoalFold.whole(rules, history, null);
    outputs.teach(
        feed.draftLessons(customer, rules, track.windows(), events, cause.millis()), cause);
    tally = tally.and(track);
  }

  /** The windows told since the last call. */
  Tally take() {
    Tally taken = tally;
    tally = Tally.NONE;
    return taken;
  }
}
