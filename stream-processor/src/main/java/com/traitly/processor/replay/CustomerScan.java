package com.traitly.processor.replay;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.task.CustomerStores;
import com.traitly.processor.task.TimeBudget;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.kafka.streams.KeyValue;

/** Walks through an account's customers in key order, for one time budget at a time. */
final class CustomerScan {
  private static final int AT_ONCE = 16;

  private final CustomerStores stores;

  /**
   * Where a walk stopped.
   *
   * @param doneUpTo the last visited customer's key, to continue from
   * @param customers how many were visited
   * @param atEnd whether there are no more
   */
  record Stop(String doneUpTo, long customers, boolean atEnd) {}

  CustomerScan(CustomerStores stores) {
    this.stores = stores;
  }

  /**
   * Visits customers until the time is over, at least one if there is one.
   *
   * @param from the key to continue after; empty to start with the first customer
   */
  Stop walk(
      String account, String from, TimeBudget time, BiConsumer<AccountKey, CustomerState> visit) {
    String doneUpTo = from;
    long customers = 0;
    while (true) {
      List<KeyValue<AccountKey, CustomerState>> next =
          stores.customersAfter(account, doneUpTo, AT_ONCE);
      if (next.isEmpty()) {
        return new Stop(doneUpTo, customers, true);
      }
      for (KeyValue<AccountKey, CustomerState> each : next) {
        visit.accept(each.key, each.value);
        doneUpTo = each.key.toString();
        customers++;
        if (time.isOver()) {
          return new Stop(doneUpTo, customers, false);
        }
      }
    }
  }
}
