package com.traitly.prediction.features;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's events in time order, readable as of any instant of one window. Immutable. Making
 * the rows costs one pass over the events, however many instants they are for.
 *
 * @param events every event of the customer, ordered by {@code occurredAt}; those of one instant in
 *     the order sent
 * @param openedAt start of the window
 * @param outside how many of the events at {@code openedAt} itself do not belong to the window:
 *     those before the event that opened it, and that event too if it may have reached a window
 * @param entry what was true when the window opened
 */
public record Timeline(
    List<TimedEvent> events, long openedAt, int outside, BaselineCovariates entry) {

  public Timeline {
    events = List.copyOf(events);
  }

  /** The window as of an instant, that instant included. */
  public WindowSnapshot asOf(FeatureSpace space, long instant) {
    SignalCounts counts = SignalCounts.none(space.slots());
    read(space, counts, 0, firstInside(), instant);
    return new WindowSnapshot(openedAt, instant, counts, entry);
  }

  /**
   * The training examples of a window whose time is over: its sampled decision points, each as of
   * its own instant.
   *
   * @param end when the window was reached, or its end
   */
  public List<TrainingExample> rows(TimeGrid shape, FeatureSpace space, String customer, long end) {
    SignalCounts counts = SignalCounts.none(space.slots());
    List<TrainingExample> rows = new ArrayList<>();
    int next = 0;
    int inside = firstInside();
    for (DecisionPoints.Point point : DecisionPoints.of(shape, this, end)) {
      long asOf = point.asOf();
      if (DecisionPoints.isSampled(customer, openedAt, asOf)) {
        next = read(space, counts, next, inside, asOf);
        WindowSnapshot snapshot = new WindowSnapshot(openedAt, asOf, counts, entry);
        rows.add(new TrainingExample(asOf, point.tick(), Features.row(shape, space, snapshot)));
      }
    }
    return rows;
  }

  /** The index of the first event that belongs to the window, or where it would be. */
  int firstInside() {
    int first = 0;
    while (first < events.size() && events.get(first).occurredAt() < openedAt) {
      first++;
    }
    return first + outside;
  }

  private int read(FeatureSpace space, SignalCounts counts, int from, int inside, long instant) {
    int next = from;
    while (next < events.size() && events.get(next).occurredAt() <= instant) {
      TimedEvent event = events.get(next);
      counts.count(space.slot(event.name()), next >= inside, 1L, event.occurredAt());
      next++;
    }
    return next;
  }
}
