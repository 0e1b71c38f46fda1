package com.traitly.processor.report;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.GoalFigures;
import com.traitly.processor.customer.ReportEntry;
import com.traitly.processor.decision.Effects.ReportChange;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.streams.list.Keys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps each goal's figures, and the list of its customers by likelihood, in step with the
 * customers of one task. Used on the stream thread only.
 */
public record ReportTable(KeyValueStore<Bytes, byte[]> rows, GoalRegistry registry) {
  /** Applies the decided changes of a customer's report entries. */
  public void follow(AccountKey customer, List<ReportChange> changes) {
    for (ReportChange each : changes) {
      AccountKey goal = new AccountKey(customer.account(), each.goalName());
      replace(goal, customer.id(), each.before(), each.after());
    }
  }

  /** Takes a customer out of the reports of all goals. */
  public void erase(AccountKey customer, CustomerState state) {
    state
        .goals()
        .forEach((goalName, enrolment) -> {
          AccountKey goal = new AccountKey(customer.account(), goalName);
          ReportEntry before = enrolment.reportEntry();
          if (before != null) {
            replace(goal, customer.id(), before, null);
          }
        });
  }

  /**
   * Takes a customer whose state cannot be read out of all lists. The customer's figures are not
   * known either, and stay counted until the goal's next version.
   */
  public void eraseUnread(AccountKey customer) {
    for (GoalRules rules : registry.all(customer.account())) {
      AccountKey goal = new AccountKey(customer.account(), rules.goal().name());
      Bytes first = ReportKeys.allPlaces(goal);
      List<Bytes> found = new ArrayList<>();
      try (KeyValueIterator<Bytes, byte[]> places = rows.range(first, Keys.end(first))) {
        while (places.hasNext()) {
          Bytes place = places.next().key;
          if (ReportKeys.placedCustomer(place).equals(customer.id())) {
            found.add(place);
          }
        }
      }
      found.forEach(rows::delete);
    }
  }

  private void replace(
      AccountKey goal,
      String customerId,
      @Nullable ReportEntry before,
      @Nullable ReportEntry after) {
    Bytes from = place(goal, customerId, before);
    Bytes to = place(goal, customerId, after);
    if (from != null && !from.equals(to)) {
      rows.put(from, null);
    }
    ReportEntry.Listed listed = after == null ? null : after.listed();
    if (to != null && listed != null) {
      rows.put(to, listed.bytes());
    }
    Map<Long, GoalFigures> changes = new HashMap<>();
    if (before != null) {
      changes.put(before.version(), GoalFigures.NONE.minus(before.figures()));
    }
    if (after != null) {
      changes.merge(after.version(), after.figures(), GoalFigures::plus);
    }
    changes.forEach((version, change) -> count(goal, version, change));
  }

  private static @Nullable Bytes place(
      AccountKey goal, String customerId, @Nullable ReportEntry entry) {
    ReportEntry.Listed listed = entry == null ? null : entry.listed();
    return entry == null || listed == null
        ? null
        : ReportKeys.place(goal, entry.version(), listed.likelihood(), customerId);
  }

  /** Changes the figures of a version, unless it was replaced: those are removed anyway. */
  private void count(AccountKey goal, long version, GoalFigures change) {
    GoalRules rules = registry.goal(goal);
    if (rules != null && rules.goal().version() > version) {
      return;
    }
    change
        .counts()
        .forEach((figure, by) -> {
          Bytes key = ReportKeys.figure(goal, version, figure);
          byte[] stored = rows.get(key);
          long count = (stored == null ? 0 : GoalFigures.read(stored)) + by;
          rows.put(key, count == 0 ? null : GoalFigures.bytes(count));
        });
  }
}
