package com.traitly.processor.decision;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.TrainingExample;
import com.traitly.prediction.training.WindowMessage;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import java.util.List;
import java.util.UUID;

/** Messages about windows to trainers, under pseudonyms of the customers. */
final class WindowMessages {
  private WindowMessages() {}

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
        new Timeline(events, openedAt, rules.outside(window), ModelInput.covariates(window.entry()))
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
