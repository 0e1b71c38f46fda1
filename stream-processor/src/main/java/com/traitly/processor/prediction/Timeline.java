package com.traitly.processor.prediction;

import java.util.ArrayList;
import java.util.List;

/**
 * A customer's events in time order, read as of any instant of one window. Immutable; walking it
 * costs one pass over the events however many instants are asked for.
 *
 * @param events every event of the customer, ordered by {@code occurredAt}
 * @param openedAt start of the window
 * @param opensInside whether events at {@code openedAt} itself belong to the window; not so for
 *     goals with re-entry, where that very event may have reached the window before
 * @param entry what was true when the window opened
 */
public record Timeline(
    List<TimedEvent> events, long openedAt, boolean opensInside, EntryFacts entry) {

  public Timeline {
    events = List.copyOf(events);
  }

  /** The window as of an instant, which is itself included. */
  public WindowSnapshot asOf(FeatureSpace space, long instant) {
    SignalCounts counts = SignalCounts.none(space.slots());
    read(space, counts, 0, instant);
    return new WindowSnapshot(openedAt, instant, counts, entry);
  }

  /**
   * The training rows of a window whose time is over: its sampled decision points, each described
   * as of its own instant.
   *
   * @param end when the window was reached, or its end
   */
  public List<ExampleRow> rows(GoalShape shape, FeatureSpace space, String customer, long end) {
    SignalCounts counts = SignalCounts.none(space.slots());
    List<ExampleRow> rows = new ArrayList<>();
    int next = 0;
    for (DecisionPoints.Point point :
        DecisionPoints.of(shape, this, end).sampled(customer, openedAt)) {
      next = read(space, counts, next, point.asOf());
      WindowSnapshot snapshot = new WindowSnapshot(openedAt, point.asOf(), counts, entry);
      rows.add(new ExampleRow(point.asOf(), point.tick(), Features.row(shape, space, snapshot)));
    }
    return rows;
  }

  boolean inWindow(long instant) {
    return opensInside ? instant >= openedAt : instant > openedAt;
  }

  private int read(FeatureSpace space, SignalCounts counts, int from, long instant) {
    int next = from;
    while (next < events.size() && events.get(next).occurredAt() <= instant) {
      TimedEvent event = events.get(next++);
      long at = event.occurredAt();
      counts.count(space.slot(event.name()), inWindow(at), 1L, at);
    }
    return next;
  }
}
