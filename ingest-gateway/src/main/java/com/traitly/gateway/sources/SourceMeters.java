package com.traitly.gateway.sources;

import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The meters of one source in this process. Thread-safe.
 *
 * @param lost records that the topic removed before they were read
 * @param lag records that are there and not yet read, in the partitions that this process reads
 * @param connected whether this process takes part in reading the source
 */
record SourceMeters(
    Counter taken,
    Counter refused,
    Counter passedOver,
    Counter lost,
    AtomicLong lag,
    AtomicBoolean connected) {
  static SourceMeters in(MeterRegistry registry, String source) {
    AtomicLong lag = new AtomicLong();
    AtomicBoolean connected = new AtomicBoolean();
    Gauge.builder(MeterNames.SOURCE_LAG, lag, AtomicLong::get)
        .description("records of a source that are not read yet")
        .tag("source", source)
        .register(registry);
    Gauge.builder(MeterNames.SOURCE_CONNECTED, connected, each -> each.get() ? 1 : 0)
        .description("whether this process takes part in reading a source")
        .tag("source", source)
        .register(registry);
    return new SourceMeters(
        outcome(registry, source, "taken"),
        outcome(registry, source, "refused"),
        outcome(registry, source, "passed-over"),
        outcome(registry, source, "lost"),
        lag,
        connected);
  }

  private static Counter outcome(MeterRegistry registry, String source, String outcome) {
    return Counter.builder(MeterNames.SOURCE_RECORDS)
        .description("records of a source by what became of them")
        .tag("source", source)
        .tag("outcome", outcome)
        .register(registry);
  }
}
