package com.traitly.prediction.training;

import com.traitly.prediction.features.TimeGrid;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The decision points of a log with the reference's own features, without columns that never vary.
 */
final class ReferenceExamples {

  private static final long NEVER = Long.MIN_VALUE;
  private static final int GLOBALS = 8;

  private final PublicLog log;
  private final LogGoal goal;
  private final List<PublicLog.Window> windows;
  private final List<Example> examples = new ArrayList<>();
  private final Map<String, int[]> previous = new HashMap<>();

  ReferenceExamples(PublicLog log) {
    this.log = log;
    this.goal = log.goal();
    this.windows = log.windows();
    for (int window = 0; window < windows.size(); window++) {
      addWindow(window);
    }
    dropConstantColumns();
  }

  List<PublicLog.Window> windows() {
    return windows;
  }

  List<Example> examples() {
    return examples;
  }

  private void addWindow(int index) {
    PublicLog.Window window = windows.get(index);
    Counts counts = new Counts(log.types().size(), window, goal);
    int[] before = previous.computeIfAbsent(window.customer(), c -> new int[2]);
    long openedAt = window.openedAt();
    long end = window.reachedAt() == null ? openedAt + goal.windowMillis() : window.reachedAt();
    for (Point point : points(counts, openedAt, end)) {
      counts.readTo(point.asOf());
      float[] row = row(counts, window, point.asOf(), before);
      examples.add(new Example(index, point.asOf(), point.event() == 0, row));
    }
    before[0]++;
    before[1] += window.reachedAt() == null ? 0 : 1;
  }

  private Set<Point> points(Counts counts, long openedAt, long end) {
    Set<Point> points = new TreeSet<>();
    for (int step = 0; step < goal.steps(); step++) {
      points.add(new Point(openedAt + step * goal.stepMillis(), 0));
    }
    List<long[]> events = counts.inside;
    for (int i = 0; i < events.size() && !goal.reentry(); i++) {
      long at = events.get(i)[0];
      if (i + 1 == events.size() || events.get(i + 1)[0] - at > 900_000L) {
        points.add(new Point(at, 1));
      }
    }
    points.removeIf(point -> point.asOf() >= end);
    return points;
  }

  private float[] row(Counts counts, PublicLog.Window window, long asOf, int[] before) {
    int types = log.types().size();
    double[] attributes = log.attributes(window.customer());
    float[] row = new float[3 * types + GLOBALS + attributes.length];
    for (int type = 0; type < types; type++) {
      row[type] = clipped(Math.log1p(counts.inWindow[type]) / 2);
      row[types + type] = clipped(Math.log1p(counts.before[type]) / 3);
      long last = counts.lastAt[type];
      double silence = Math.max(0L, asOf - last);
      row[2 * types + type] =
          last == NEVER ? 0f : clipped(Math.exp(-silence / (3.0 * goal.stepMillis())));
    }
    double day = TimeGrid.DAY;
    double tenure = Math.max(0L, window.openedAt() - window.events()[0][0]) / day;
    double left = (window.openedAt() + goal.windowMillis() - asOf) / day;
    double elapsed = (asOf - window.openedAt()) / day;
    double rate = (counts.before[log.target()] + 0.5) / (tenure + elapsed + goal.days());
    double expected = Math.clamp(1 - Math.exp(-rate * left), 1e-4, 1 - 1e-4);
    double silence = Math.max(0L, asOf - counts.last) / day;
    int at = 3 * types;
    row[at++] = clipped(Math.log1p(Arrays.stream(counts.inWindow).sum()) / 3);
    row[at++] = clipped(Arrays.stream(counts.inWindow).filter(n -> n > 0).count() / 8.0);
    row[at++] = clipped(Math.log1p(silence) / 3);
    row[at++] = clipped(Math.log1p(before[0]) / 3);
    row[at++] = clipped((before[1] + 0.5) / (before[0] + 1.0));
    row[at++] = clipped(Math.log1p(tenure) / 6);
    row[at++] = clipped(Math.log(expected / (1 - expected)) / 4);
    row[at++] = clipped(Math.log1p(silence * rate));
    for (double attribute : attributes) {
      row[at++] = clipped(attribute);
    }
    return row;
  }

  private void dropConstantColumns() {
    int width = examples.getFirst().features().length;
    int[] kept = new int[width];
    int keptCount = 0;
    for (int column = 0; column < width; column++) {
      float first = examples.getFirst().features()[column];
      for (Example example : examples) {
        if (example.features()[column] != first) {
          kept[keptCount++] = column;
          break;
        }
      }
    }
    int[] columns = Arrays.copyOf(kept, keptCount);
    examples.replaceAll(example -> example.withColumns(columns));
  }

  private static float clipped(double value) {
    return (float) Math.clamp(value, -3.0, 3.0);
  }

  /** A decision point; an instant may be a tick (0) and an event (1) at once. */
  private record Point(long asOf, int event) implements Comparable<Point> {
    @Override
    public int compareTo(Point other) {
      int byInstant = Long.compare(asOf, other.asOf);
      return byInstant != 0 ? byInstant : Integer.compare(event, other.event);
    }
  }

  /** One decision point of a window. */
  @SuppressWarnings("ArrayRecordComponent") // carries the numbers, is never compared
  record Example(int window, long asOf, boolean tick, float[] features) {

    Example withColumns(int[] columns) {
      float[] kept = new float[columns.length];
      for (int i = 0; i < columns.length; i++) {
        kept[i] = features[columns[i]];
      }
      return new Example(window, asOf, tick, kept);
    }
  }

  /** Running counts of one window. */
  private static final class Counts {

    private final double[] before;
    private final double[] inWindow;
    private final long[] lastAt;
    private final List<long[]> inside = new ArrayList<>();
    private long last = NEVER;
    private int next;

    Counts(int types, PublicLog.Window window, LogGoal goal) {
      before = new double[types];
      inWindow = new double[types];
      lastAt = new long[types];
      Arrays.fill(lastAt, NEVER);
      long openedAt = window.openedAt();
      for (long[] event : window.events()) {
        if (event[0] < openedAt || (event[0] == openedAt && goal.reentry())) {
          before[(int) event[1]]++;
          last = Math.max(last, event[0]);
          if (goal.reentry()) {
            lastAt[(int) event[1]] = event[0];
          }
        } else if (event[0] <= openedAt + goal.windowMillis()) {
          inside.add(event);
        }
      }
      last = last == NEVER ? openedAt : last;
    }

    void readTo(long asOf) {
      for (; next < inside.size() && inside.get(next)[0] <= asOf; next++) {
        long[] event = inside.get(next);
        inWindow[(int) event[1]]++;
        lastAt[(int) event[1]] = event[0];
        last = Math.max(last, event[0]);
      }
    }
  }
}
