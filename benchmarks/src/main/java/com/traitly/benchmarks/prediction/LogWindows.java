package com.traitly.benchmarks.prediction;

import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.Timeline;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A log's windows as the product sees them: timelines, baseline covariates, signals, and the
 * decision points of the reference.
 */
final class LogWindows {
  private static final long BURST_GAP = 900_000;

  private final PublicLog log;
  private final LogGoal goal;
  private final Map<String, int[]> previous = new HashMap<>();
  private final List<Stay> stays = new ArrayList<>();
  private final FeatureSpace space;

  /**
   * One window.
   *
   * @param end when it was reached or closed; predictions are made strictly before
   */
  record Stay(String customer, Timeline timeline, boolean reached, long end) {}

  /** A decision point; one instant may be a step tick and the end of a burst at the same time. */
  record Point(int stay, long at, boolean tick) {}

  LogWindows(PublicLog log) {
    this.log = log;
    goal = log.goal();
    List<PublicLog.Window> windows = log.windows();
    space = new FeatureSpace(mostFrequent(windows));
    windows.forEach(window -> stays.add(stay(window)));
  }

  FeatureSpace space() {
    return space;
  }

  TimeGrid shape() {
    return TimeGrid.ofWindow(goal.windowMillis());
  }

  List<Stay> stays() {
    return stays;
  }

  /** Returns the points of one window in time order. */
  List<Point> points(int number) {
    Stay stay = stays.get(number);
    long openedAt = stay.timeline().openedAt();
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < goal.steps(); step++) {
      points.add(new Point(number, openedAt + step * goal.stepMillis(), true));
    }
    if (!goal.reentry()) {
      long[] inside =
          stay.timeline().events().stream()
              .mapToLong(TimedEvent::occurredAt)
              .filter(at -> at >= openedAt && at <= openedAt + goal.windowMillis())
              .toArray();
      for (int i = 0; i < inside.length; i++) {
        if (i + 1 == inside.length || inside[i + 1] - inside[i] > BURST_GAP) {
          points.add(new Point(number, inside[i], false));
        }
      }
    }
    points.removeIf(point -> point.at() >= stay.end());
    points.sort(Comparator.comparingLong(Point::at).thenComparing(point -> !point.tick()));
    return points;
  }

  private static int at(List<TimedEvent> events, long instant) {
    return (int) events.stream().filter(event -> event.occurredAt() == instant).count();
  }

  private List<String> mostFrequent(List<PublicLog.Window> windows) {
    Map<String, long[]> ofCustomer = new HashMap<>();
    for (PublicLog.Window window : windows) {
      ofCustomer.computeIfAbsent(
          window.customer(), each -> Arrays.stream(window.events()).mapToLong(e -> e[1]).toArray());
    }
    Map<String, Long> counts = new TreeMap<>();
    for (long[] types : ofCustomer.values()) {
      for (long type : types) {
        counts.merge(log.types().get((int) type), 1L, Long::sum);
      }
    }
    return counts.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(FeatureSpace.MAX_SIGNALS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private Stay stay(PublicLog.Window window) {
    long openedAt = window.openedAt();
    List<TimedEvent> events = new ArrayList<>(window.events().length);
    long targetBefore = 0;
    for (long[] event : window.events()) {
      events.add(new TimedEvent(log.types().get((int) event[1]), event[0]));
      boolean before = goal.reentry() ? event[0] <= openedAt : event[0] < openedAt;
      targetBefore += before && event[1] == log.target() ? 1 : 0;
    }
    double[] attributes = log.attributes(window.customer());
    int[] windowsBefore = previous.computeIfAbsent(window.customer(), each -> new int[2]);
    BaselineCovariates entry =
        new BaselineCovariates(
            Math.min(openedAt, window.events()[0][0]),
            windowsBefore[0],
            windowsBefore[1],
            targetBefore,
            attributes.length == 0 ? 0 : Math.expm1(attributes[0] * 10),
            null);
    Long reachedAt = window.reachedAt();
    boolean reached = reachedAt != null;
    windowsBefore[0]++;
    windowsBefore[1] += reached ? 1 : 0;
    return new Stay(
        window.customer(),
        new Timeline(events, openedAt, goal.reentry() ? at(events, openedAt) : 0, entry),
        reached,
        reachedAt != null ? reachedAt : openedAt + goal.windowMillis());
  }
}
