package com.traitly.sender;

import com.traitly.platform.metrics.MeterNames;
import com.traitly.sender.rules.AttemptOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** What the webhook-sender measures. Thread-safe. */
final class SenderMeters {
  private final MeterRegistry registry;
  private final Timer delay;

  SenderMeters(MeterRegistry registry) {
    this.registry = registry;
    delay =
        Timer.builder(MeterNames.DELIVERY_DELAY)
            .description("from announcement to delivery")
            .publishPercentileHistogram()
            .register(registry);
  }

  void finished(FinishedAttempt attempt) {
    AttemptOutcome outcome = attempt.verdict().outcome();
    registry.counter(MeterNames.ATTEMPTS_FINISHED, "outcome", outcome.wireName()).increment();
    if (outcome instanceof AttemptOutcome.Delivered) {
      long millis = attempt.finishedAt() - attempt.sent().delivery().announcedAt();
      delay.record(Duration.ofMillis(Math.max(0, millis)));
    }
  }
}
