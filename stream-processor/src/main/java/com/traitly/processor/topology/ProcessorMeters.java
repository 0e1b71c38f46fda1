package com.traitly.processor.topology;

import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** The stream-processor's counters. Thread-safe. */
public final class ProcessorMeters {
  private final Counter repeated;
  private final Counter overflowed;

  /** Registers the counters. */
  public ProcessorMeters(MeterRegistry registry) {
    repeated =
        Counter.builder(MeterNames.EVENTS_DEDUPLICATED)
            .description("events not counted because their id was received before")
            .register(registry);
    overflowed =
        Counter.builder(MeterNames.EVENT_NAMES_OVERFLOWED)
            .description("events not counted because their customer has too many event names")
            .register(registry);
  }

  void repeated() {
    repeated.increment();
  }

  void overflowed() {
    overflowed.increment();
  }
}
