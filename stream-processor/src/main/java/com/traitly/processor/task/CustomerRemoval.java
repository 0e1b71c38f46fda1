package com.traitly.processor.task;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.decision.CustomerEnd;
import com.traitly.processor.decision.UpdateTrigger;
import com.traitly.processor.report.ReportTable;
import com.traitly.streams.node.TaskDeletionTimes;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Removes customers: those who are erased, and anonymous ids whose events become a customer's. Used
 * on the stream thread only.
 *
 * @param erasures remembers who was erased
 */
public record CustomerRemoval(
    CustomerStores stores,
    ReportTable report,
    OutputRecords outputs,
    TaskDeletionTimes erasures,
    CustomerEnd ending) {
  /** Erases a customer, also one whose state cannot be read. */
  public void erase(AccountKey customer, long erasedAt, UpdateTrigger cause) {
    Collection<String> goals;
    try {
      CustomerState state = stores.state(customer);
      goals = state == null ? List.of() : state.announcedGoals();
      remove(customer, state);
    } catch (SerializationException unreadable) {
      goals = ending.goals(customer.account());
      report.eraseUnread(customer);
      stores.eraseUnread(customer);
    }
    goals.forEach(goalName -> outputs.withdraw(customer, goalName, cause));
    erasures.remember(customer, erasedAt);
    outputs.erased(customer, erasedAt, cause);
  }

  /**
   * Ends an anonymous id: its windows are left, and consumers are told whose its events are.
   *
   * @param state null when there is none
   */
  public void end(
      AccountKey anonymous, @Nullable CustomerState state, String customerId, UpdateTrigger cause) {
    remove(anonymous, state);
    outputs.linked(anonymous, customerId, cause);
    if (state != null) {
      outputs.send(anonymous, ending.decide(anonymous, state, cause), cause);
    }
  }

  private void remove(AccountKey customer, @Nullable CustomerState state) {
    CustomerState known = state == null ? new CustomerState() : state;
    report.erase(customer, known);
    stores.erase(customer, known);
  }
}
