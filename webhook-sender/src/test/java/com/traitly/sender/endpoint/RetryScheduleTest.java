package com.traitly.sender.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryScheduleTest {
  private final RetrySchedule schedule = RetrySchedule.parse(RetrySchedule.DEFAULT);

  @ParameterizedTest
  @CsvSource({
    "1, PT5S",
    "2, PT5M",
    "3, PT30M",
    "4, PT2H",
    "5, PT5H",
    "6, PT10H",
    "7, PT14H",
    "8, PT20H",
    "9, PT24H",
  })
  void staysWithinAFifthOfEachDelay(int number, Duration delay) {
    Set<Duration> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      Duration after = schedule.after("msg_" + i, number).orElseThrow();
      assertThat(after)
          .isBetween(delay.multipliedBy(8).dividedBy(10), delay.multipliedBy(12).dividedBy(10));
      seen.add(after);
    }
    assertThat(seen).hasSizeGreaterThan(500);
  }

  @Test
  void saysTheSameOfTheSameAttempt() {
    assertThat(schedule.after("msg_1", 3)).isEqualTo(schedule.after("msg_1", 3));
    assertThat(schedule.after("msg_1", 10)).isEmpty();
  }

  @Test
  void readsFractionsOfSeconds() {
    assertThat(RetrySchedule.parse(" 0.05, 2 ").delays())
        .containsExactly(Duration.ofMillis(50), Duration.ofSeconds(2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5,", "five", "-1", "NaN", "1e12"})
  void refusesAnythingElse(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RetrySchedule.parse(text))
        .withMessageStartingWith("must be seconds");
  }
}
