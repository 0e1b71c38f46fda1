package com.traitly.prediction.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TimeGridTest {

  private static final long HOUR = 3_600_000L;
  private static final long DAY = 24L * HOUR;

  @Test
  void stepFollowsFromTheWindow() {
    assertThat(TimeGrid.ofWindow(60L * HOUR)).isEqualTo(new TimeGrid(60L * HOUR, HOUR, HOUR, 60));
    assertThat(TimeGrid.ofWindow(30L * DAY)).isEqualTo(new TimeGrid(30L * DAY, DAY, DAY, 30));
    assertThat(TimeGrid.ofWindow(60L * DAY)).isEqualTo(new TimeGrid(60L * DAY, DAY, DAY, 60));
    assertThat(TimeGrid.ofWindow(91L * DAY)).isEqualTo(new TimeGrid(91L * DAY, 7L * DAY, DAY, 13));
  }

  @Test
  void lastStepMayBeShorterYetEndsWithTheWindow() {
    TimeGrid shape = TimeGrid.ofWindow(100L * DAY);
    assertThat(shape.steps()).isEqualTo(15);
    assertThat(shape.ageAt(0L, 49L * DAY)).isEqualTo(7.0);
    assertThat(shape.ageAt(0L, 99L * DAY)).isEqualTo(14.5);
    assertThat(shape.ageAt(0L, 100L * DAY)).isEqualTo(15.0);
    assertThat(shape.ageAt(0L, 200L * DAY)).isEqualTo(15.0);
  }

  @Test
  void instantOnABoundaryEndsTheStepBefore() {
    TimeGrid shape = TimeGrid.ofWindow(30L * DAY);
    assertThat(shape.stepReached(0L, DAY)).isZero();
    assertThat(shape.stepReached(0L, DAY + 1L)).isEqualTo(1);
    assertThat(shape.stepReached(0L, 30L * DAY)).isEqualTo(29);
  }

  @Test
  void refusesAWindowWithoutLength() {
    assertThatThrownBy(() -> TimeGrid.ofWindow(0L)).isInstanceOf(IllegalArgumentException.class);
  }
}
