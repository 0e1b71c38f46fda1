package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.CustomerUpdater;
import com.traitly.processor.task.StoreKeys;
import com.traitly.processor.task.TimeBudget;
import java.util.List;

/** Looks at the customers that have come due, oldest first. Used on the stream thread only. */
record DueCustomers(CustomerStores stores, CustomerUpdater updater) {
  private static final int AT_ONCE = 500;

  /** Looks at as many due customers as the time allows; the rest wait for the next turn. */
  void advance(TimeBudget time, long millis) {
    List<byte[]> due = stores.dueBy(millis, AT_ONCE);
    boolean more = due.size() == AT_ONCE;
    stores.nothingDueBefore(more ? StoreKeys.dueInstant(due.getLast()) : millis + 1);
    for (int i = 0; i < due.size(); i++) {
      byte[] key = due.get(i);
      if (i > 0 && time.isOver()) {
        stores.nothingDueBefore(StoreKeys.dueInstant(key));
        return;
      }
      if (!updater.attempt(StoreKeys.dueCustomer(key), () -> lookAt(key, millis))) {
        stores.dropDue(key);
      }
    }
  }

  private void lookAt(byte[] key, long millis) {
    AccountKey customer = StoreKeys.dueCustomer(key);
    long instant = StoreKeys.dueInstant(key);
    CustomerState state = stores.state(customer);
    if (state == null || state.dueAt() != instant) {
      stores.dropDue(key);
    } else {
      updater.reconcile(stores.loaded(customer, state), UpdateTrigger.due(instant, millis));
    }
  }
}
