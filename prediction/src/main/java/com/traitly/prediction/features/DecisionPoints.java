package com.traitly.prediction.features;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32;

/**
 * The instants of a window at which a prediction is worth judging: every step tick and just after
 * the last event of each burst, as long as the window is neither reached nor over. Stateless.
 */
public final class DecisionPoints {

  private static final long BURST_GAP_MILLIS = 900_000L;
  private static final long SAMPLED_ONE_IN = 3L;

  private DecisionPoints() {}

  /**
   * The decision points of a window in time order; an instant that is both counts once, as a tick.
   *
   * @param end when the window was reached, or its end: points lie strictly before it
   */
  static List<Point> of(TimeGrid shape, Timeline timeline, long end) {
    long windowEnd = shape.endOf(timeline.openedAt());
    TreeMap<Long, Boolean> tickAt = new TreeMap<>();
    List<TimedEvent> events = timeline.events();
    for (int i = timeline.firstInside(); i < events.size(); i++) {
      long at = events.get(i).occurredAt();
      if (at < end && endsBurst(events, i, windowEnd)) {
        tickAt.put(at, false);
      }
    }
    for (int step = 0; step < shape.steps(); step++) {
      long at = timeline.openedAt() + step * shape.stepMillis();
      if (at < Math.min(end, windowEnd)) {
        tickAt.put(at, true);
      }
    }
    List<Point> points = new ArrayList<>(tickAt.size());
    tickAt.forEach((at, tick) -> points.add(new Point(at, tick)));
    return points;
  }

  /**
   * Whether a window's point is in the sample to learn from. Each is drawn with a probability of
   * one third, whatever the outcome: a fixed number per window would favour short windows, which
   * are the reached ones. The draw uses whole seconds.
   *
   * @param openedAt start of the window, epoch milliseconds
   * @param asOf the point's instant, epoch milliseconds
   */
  public static boolean isSampled(String customer, long openedAt, long asOf) {
    String key = customer + "/" + seconds(openedAt) + "/" + seconds(asOf);
    CRC32 crc = new CRC32();
    crc.update(key.getBytes(StandardCharsets.UTF_8));
    return crc.getValue() % SAMPLED_ONE_IN == 0L;
  }

  private static long seconds(long millis) {
    return Math.floorDiv(millis, 1_000L);
  }

  private static boolean endsBurst(List<TimedEvent> events, int index, long windowEnd) {
    if (index + 1 == events.size()) {
      return true;
    }
    long next = events.get(index + 1).occurredAt();
    return next > windowEnd || next - events.get(index).occurredAt() > BURST_GAP_MILLIS;
  }

  /**
   * One instant to predict at.
   *
   * @param asOf epoch milliseconds
   * @param tick whether it is a step tick rather than the end of a burst
   */
  record Point(long asOf, boolean tick) {}
}
