package com.traitly.sender.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisablingRulesTest {
  private static final long BEGAN = 1_000;

  private final DisablingRules rules = new DisablingRules(Duration.ofDays(5));
  private final FailureStreak fresh = new FailureStreak(0, BEGAN, 0);

  @ParameterizedTest
  @CsvSource({
    "PT0S, 0",
    "PT59H59M59S, 0",
    "PT60H, 50",
    "PT83H59M, 50",
    "PT84H, 70",
    "PT108H, 90",
    "PT119H59M59S, 90",
    "PT120H, 100",
    "PT500H, 100",
  })
  void reachesEachStepInItsTime(Duration failing, int step) {
    long now = BEGAN + failing.toMillis();

    assertThat(rules.failed(fresh, false, now).told()).isEqualTo(step);
  }

  @Test
  void tellsEachStepOnce() {
    long now = BEGAN + Duration.ofHours(61).toMillis();
    FailureStreak told = rules.failed(fresh, false, now);

    assertThat(rules.failed(told, false, now + 1)).isEqualTo(told);
  }

  @Test
  void waitsForNothingWhenTheReceiverIsGone() {
    assertThat(rules.failed(fresh, true, BEGAN + 1).told()).isEqualTo(DisablingRules.LAST_STEP);
  }
}
