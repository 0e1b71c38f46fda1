package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.goals.History;
import com.traitly.processor.prediction.TimedEvent;
import java.util.List;

/**
 * Tells a draft's learner what became of the windows that stored customers would have had. The
 * customers are left as they are: nobody enters a draft, and nothing is announced. Used on the
 * stream thread only.
 */
final class Backtest {
  private final CustomerStores stores;
  private final Outbox outbox;
  private final TrainingNotes notes;
  private Tally tally = Tally.NONE;

  /**
   * Windows of some customers.
   *
   * @param enrolled how many were opened
   * @param reached how many of them were reached
   */
  record Tally(long enrolled, long reached) {
    static final Tally NONE = new Tally(0, 0);

    Tally and(GoalWindow window) {
      return new Tally(enrolled + 1, reached + (window.reached() ? 1 : 0));
    }
  }

  Backtest(CustomerStores stores, Outbox outbox, TrainingNotes notes) {
    this.stores = stores;
    this.outbox = outbox;
    this.notes = notes;
  }

  /** Tells all windows of one customer. */
  void tell(AccountKey customer, CustomerState state, GoalRules rules, Cause cause) {
    History history = stores.history(customer, state);
    List<TimedEvent> events = history.inTimeOrder();
    Tally after = tally;
    for (GoalWindow window : GoalFold.whole(rules, history).windows()) {
      notes.tellDraft(customer, rules, window, events, cause);
      after = after.and(window);
    }
    outbox.send();
    tally = after;
  }

  /** The windows told since this was last asked. */
  Tally take() {
    Tally taken = tally;
    tally = Tally.NONE;
    return taken;
  }
}
