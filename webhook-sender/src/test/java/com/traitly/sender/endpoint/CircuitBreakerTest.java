package com.traitly.sender.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.sender.endpoint.AttemptVerdict.Condition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class CircuitBreakerTest {
  private static final int MOST = 16;
  private static final CircuitBreakerRules RULES =
      new CircuitBreakerRules(5, Duration.ofSeconds(1), Duration.ofSeconds(32));

  private final CircuitBreaker circuit = new CircuitBreaker(RULES);

  private void finished(Condition condition, long startedAt, long now) {
    circuit.finished(condition, startedAt, now, Duration.ZERO);
  }

  @Test
  void toleratesAFewRefusals() {
    for (int i = 1; i < RULES.tolerated(); i++) {
      finished(Condition.REFUSING, 0, 10);
    }
    assertThat(circuit.permits(10, MOST - 1, MOST)).isTrue();
    assertThat(circuit.permits(10, MOST, MOST)).isFalse();

    finished(Condition.WORKING, 0, 10);
    finished(Condition.REFUSING, 0, 10);
    assertThat(circuit.failing()).isFalse();
  }

  @Test
  void probesByOneWhileFailingAndReopensByItself() {
    for (int i = 0; i < RULES.tolerated(); i++) {
      finished(Condition.REFUSING, 0, 10);
    }
    assertThat(circuit.permits(10, 0, MOST)).isFalse();
    assertThat(circuit.permits(1_010, 0, MOST)).isTrue();
    assertThat(circuit.permits(1_010, 1, MOST)).isFalse();

    finished(Condition.WORKING, 1_010, 1_050);
    assertThat(circuit.permits(1_050, MOST - 1, MOST)).isTrue();
  }

  @Test
  void waitsTwiceAsLongAfterEachProbeUpToHalfAMinute() {
    long now = 0;
    long[] pauses = new long[8];
    for (int i = 0; i < pauses.length; i++) {
      finished(Condition.OVERLOADED, now, now);
      pauses[i] = circuit.closedUntil() - now;
      now = circuit.closedUntil();
    }
    assertThat(pauses).containsExactly(1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 32_000, 32_000);
  }

  @Test
  void learnsNothingFromRequestsThatWereOpenWhenItClosed() {
    finished(Condition.OVERLOADED, 0, 100);
    for (int i = 0; i < MOST; i++) {
      finished(Condition.OVERLOADED, 50, 150);
    }
    finished(Condition.WORKING, 60, 160);

    assertThat(circuit.closedUntil()).isEqualTo(1_100);
    assertThat(circuit.failing()).isTrue();
  }

  @Test
  void staysClosedAsLongAsAskedWhateverElseComesIn() {
    circuit.finished(Condition.OVERLOADED, 0, 100, Duration.ofMinutes(5));
    circuit.finished(Condition.OVERLOADED, 50, 200, Duration.ofMinutes(1));
    finished(Condition.WORKING, 60, 250);

    assertThat(circuit.permits(300_099, 0, MOST)).isFalse();
    assertThat(circuit.permits(300_100, 0, MOST)).isTrue();
  }

  @Test
  void letsThroughSoManyASecond() {
    EndpointLimiter.RateLimit rate = new EndpointLimiter.RateLimit();
    int taken = 0;
    for (long now = 0; now < 10_000; now++) {
      while (rate.permits(now, 50)) {
        rate.take(now, 50);
        taken++;
      }
    }
    assertThat(taken).isBetween(500, 506);
    assertThat(rate.permits(20_000, 0)).isTrue();
  }
}
