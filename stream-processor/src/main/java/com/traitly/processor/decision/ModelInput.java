package com.traitly.processor.decision;

import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.SignalCounts;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.EventTotal;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EntryFacts;
import com.traitly.processor.goals.GoalWindow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Turns a customer's totals and window into the input of a model. */
public final class ModelInput {
  private ModelInput() {}

  /**
   * The window as of an instant.
   *
   * @param asOf UNIX milliseconds, not before the newest event counted
   */
  static WindowSnapshot snapshot(
      FeatureSpace space, CustomerState customer, GoalWindow window, long asOf) {
    long[] inWindow = new long[space.slots()];
    long[] before = new long[space.slots()];
    long[] lastAt = new long[space.slots()];
    Arrays.fill(lastAt, SignalCounts.NEVER);
    for (Map.Entry<String, EventTotal> each : customer.totals().entrySet()) {
      int slot = space.slot(each.getKey());
      long inside = window.count(each.getKey());
      inWindow[slot] += inside;
      before[slot] += Math.max(0, each.getValue().count() - inside);
      lastAt[slot] = Math.max(lastAt[slot], each.getValue().lastAt());
    }
    return new WindowSnapshot(
        window.openedAt(),
        asOf,
        new SignalCounts(inWindow, before, lastAt),
        covariates(window.entry()));
  }

  /** What was true of a customer when a window opened. */
  public static BaselineCovariates covariates(EntryFacts entry) {
    return new BaselineCovariates(
        entry.firstEventAt(),
        entry.previousWindows(),
        entry.reachedWindows(),
        entry.targetBefore(),
        entry.monthlyPayment(),
        entry.plan());
  }

  /** A customer's events, in time order. */
  public static List<TimedEvent> events(CustomerHistory history) {
    return history.events().stream()
        .map(entry -> new TimedEvent(entry.name(), entry.at()))
        .toList();
  }
}
