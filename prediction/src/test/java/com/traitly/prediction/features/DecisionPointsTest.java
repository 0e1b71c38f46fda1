package com.traitly.prediction.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DecisionPointsTest {

  private static final long DAY = 86_400_000L;
  private static final TimeGrid SHAPE = TimeGrid.ofWindow(30L * DAY);

  @Test
  void ticksStopWhenTheWindowIsReached() {
    List<DecisionPoints.Point> points = points(2L * DAY);
    assertThat(points)
        .containsExactly(new DecisionPoints.Point(0L, true), new DecisionPoints.Point(DAY, true));
    assertThat(points(30L * DAY)).hasSize(30);
  }

  @Test
  void onlyTheEndOfABurstCounts() {
    assertThat(points(DAY, 100_000L, 1_000_000L, 1_901_000L, 1_902_000L))
        .extracting(DecisionPoints.Point::asOf)
        .containsExactly(0L, 1_000_000L, 1_902_000L);
  }

  @Test
  void anEventOnATickIsOnePoint() {
    assertThat(points(2L * DAY, 0L, DAY)).allMatch(DecisionPoints.Point::tick).hasSize(2);
  }

  @Test
  void eventsAtTheOpeningOfAReentryAreBeforeIt() {
    Timeline timeline =
        new Timeline(List.of(new TimedEvent("a", 5L)), 5L, 1, BaselineCovariates.of(5L));
    assertThat(DecisionPoints.of(SHAPE, timeline, 6L))
        .containsExactly(new DecisionPoints.Point(5L, true));
  }

  @Test
  void samplesAThirdWhateverTheOutcome() {
    long sampled = 0L;
    for (int customer = 0; customer < 1_000; customer++) {
      String id = "c" + customer;
      sampled +=
          points(30L * DAY).stream()
              .filter(point -> DecisionPoints.isSampled(id, 0L, point.asOf()))
              .count();
    }
    assertThat(sampled).isBetween(9_700L, 10_300L);
  }

  private static List<DecisionPoints.Point> points(long end, long... events) {
    List<TimedEvent> list = LongStream.of(events).mapToObj(at -> new TimedEvent("a", at)).toList();
    return DecisionPoints.of(SHAPE, new Timeline(list, 0L, 0, BaselineCovariates.of(0L)), end);
  }
}
