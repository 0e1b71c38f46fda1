package com.traitly.processor.decision;

import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.SignalCounts;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EntryFacts;
import com.traitly.processor.goals.GoalWindow;
import java.util.List;

/** Turns a customer's totals and window into the input of a model. */
public final class ModelInput {
  private ModelInput() {}

  /**
   * The window as of an instant.
   *
   * @param asOf UNIX milliseconds, not before the newest event counted
   */
  public static WindowSnapshot snapshot(
      FeatureSpace space, CustomerState customer, GoalWindow window, long asOf) {
    SignalCounts counts = SignalCounts.none(space.slots());
    customer
        .totals()
        .forEach((event, total) -> {
          int slot = space.slot(event);
          long inside = window.count(event);
          counts.count(slot, true, inside, total.lastAt());
          counts.count(slot, false, Math.max(0, total.count() - inside), total.lastAt());
        });
    return new WindowSnapshot(window.openedAt(), asOf, counts, covariates(window.entry()));
  }

  /** What was true of a customer when a window opened. */
  static BaselineCovariates covariates(EntryFacts entry) {
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
