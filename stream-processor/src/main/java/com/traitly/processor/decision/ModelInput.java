package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.SignalCounts;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.TrainingExample;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.goals.CustomerHistory;
import com.traitly.processor.goals.EntryFacts;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import java.util.List;
import java.util.UUID;

/**
 * Turns a customer's totals and windows into what a model predicts from, and into messages that its
 * trainer learns from, under pseudonyms of the customers.
 */
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

  static TimeGrid shape(GoalRules rules) {
    return TimeGrid.ofWindow(rules.goal().windowMillis());
  }

  /** When a window's examples are due, UNIX milliseconds. */
  static long dueAt(GoalRules rules, long openedAt) {
    return shape(rules).releaseOf(openedAt);
  }

  static WindowMessage opened(AccountKey customer, GoalWindow window) {
    return new WindowMessage.Opened(pseudonym(customer), window.openedAt());
  }

  static WindowMessage reached(AccountKey customer, GoalWindow window) {
    return new WindowMessage.Reached(pseudonym(customer), window.openedAt(), window.reachedAt());
  }

  /**
   * A window that the customer does not have any more.
   *
   * @param reachedAt as it was told, or {@link GoalWindow#NOT_REACHED}
   */
  static WindowMessage withdrawn(AccountKey customer, long openedAt, long reachedAt, long now) {
    Long told = reachedAt == GoalWindow.NOT_REACHED ? null : (Long) reachedAt;
    return new WindowMessage.Withdrawn(pseudonym(customer), openedAt, told, now);
  }

  /**
   * A window's examples.
   *
   * @param events of the customer, in time order
   * @param space the signals that the examples have
   */
  static WindowMessage closed(
      AccountKey customer,
      GoalRules rules,
      GoalWindow window,
      List<TimedEvent> events,
      FeatureSpace space) {
    long openedAt = window.openedAt();
    long end = window.reached() ? window.reachedAt() : rules.end(openedAt);
    List<TrainingExample> rows =
        new Timeline(events, openedAt, rules.outside(window), covariates(window.entry()))
            .rows(shape(rules), space, customer.id(), end);
    Long reachedAt = window.reached() ? window.reachedAt() : null;
    return new WindowMessage.Closed(pseudonym(customer), openedAt, reachedAt, rows);
  }

  /**
   * The name by which trainers know a customer: an erasure need not search their stores for the id.
   */
  private static String pseudonym(AccountKey customer) {
    return UUID.nameUUIDFromBytes(KeySerde.bytes(customer)).toString();
  }
}
