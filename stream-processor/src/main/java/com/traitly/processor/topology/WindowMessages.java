package com.traitly.processor.topology;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.KeySerde;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.prediction.ExampleRow;
import com.traitly.processor.prediction.FeatureSpace;
import com.traitly.processor.prediction.GoalShape;
import com.traitly.processor.prediction.TimedEvent;
import com.traitly.processor.prediction.Timeline;
import com.traitly.processor.prediction.WindowMessage;
import java.util.List;
import java.util.UUID;

/** What learners are told of windows, under pseudonyms of the customers. */
final class WindowMessages {
  private WindowMessages() {}

  static GoalShape shape(GoalRules rules) {
    return GoalShape.ofWindow(rules.goal().windowMillis());
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
    List<ExampleRow> rows =
        new Timeline(events, openedAt, rules.outside(window), window.entry())
            .rows(shape(rules), space, customer.id(), end);
    Long reachedAt = window.reached() ? window.reachedAt() : null;
    return new WindowMessage.Closed(pseudonym(customer), openedAt, reachedAt, rows);
  }

  /**
   * What learners tell customers apart by: an erasure need not look for the id in what they keep.
   */
  private static String pseudonym(AccountKey customer) {
    return UUID.nameUUIDFromBytes(KeySerde.bytes(customer)).toString();
  }
}
