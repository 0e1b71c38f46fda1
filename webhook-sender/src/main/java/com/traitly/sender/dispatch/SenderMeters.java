package com.traitly.sender.dispatch;

import com.traitly.contracts.model.AccountKey;
import com.traitly.platform.metrics.MeterNames;
import com.traitly.sender.dispatch.BacklogCount.Backlog;
import com.traitly.sender.endpoint.AttemptOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** The webhook-sender's metrics. Thread-safe. */
public final class SenderMeters {
  private static final double MILLIS = 1_000;

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Timer delay;
  private final MultiGauge waiting;
  private final MultiGauge oldest;
  private final Map<Object, Map<AccountKey, Backlog>> backlogs = new HashMap<>();

  public SenderMeters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    delay =
        Timer.builder(MeterNames.DELIVERY_DELAY)
            .description("from announcement to delivery")
            .publishPercentileHistogram()
            .register(registry);
    waiting =
        MultiGauge.builder(MeterNames.OUTBOX_WAITING)
            .description("deliveries that wait, by endpoint")
            .register(registry);
    oldest =
        MultiGauge.builder(MeterNames.OUTBOX_AGE)
            .description("seconds since the oldest of them was announced")
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

  /** Sets the backlog of one task's outbox, in place of the task's previous figures. */
  synchronized void backlog(Object task, Map<AccountKey, Backlog> counted) {
    if (counted.isEmpty()) {
      backlogs.remove(task);
    } else {
      backlogs.put(task, counted);
    }
    Map<AccountKey, Backlog> sums = new HashMap<>();
    backlogs.values().forEach(each -> each.forEach((key, b) -> sums.merge(key, b, Backlog::and)));
    waiting.register(rows(sums, Backlog::deliveries), true);
    oldest.register(rows(sums, this::ageInSeconds), true);
  }

  private static List<MultiGauge.Row<?>> rows(
      Map<AccountKey, Backlog> backlogs, ToDoubleFunction<Backlog> figure) {
    return backlogs.entrySet().stream()
        .<MultiGauge.Row<?>>map(
            each -> MultiGauge.Row.of(tags(each.getKey()), each.getValue(), figure))
        .toList();
  }

  private double ageInSeconds(Backlog backlog) {
    return (clock.millis() - backlog.oldest()) / MILLIS;
  }

  private static Tags tags(AccountKey endpoint) {
    return Tags.of("account", endpoint.account(), "endpoint", endpoint.id());
  }
}
