package com.traitly.processor.topology;

import com.traitly.platform.metrics.MeterNames;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What the stream-processor counts and times. Thread-safe. */
public final class ProcessorMeters {
  private final Counter repeated;
  private final Counter overflowed;
  private final LongSupplier nanoTime;
  private final Map<Work, Timer> turns = new EnumMap<>(Work.class);

  /** Work that the stream thread does between records. */
  enum Work {
    /** Looking at customers that have come due. */
    DUE,
    /** Applying goals to stored customers, and taking customers out of deleted ones. */
    REPLAY
  }

  /** Registers the meters. */
  public ProcessorMeters(MeterRegistry registry) {
    this(registry, System::nanoTime);
  }

  ProcessorMeters(MeterRegistry registry, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    repeated =
        Counter.builder(MeterNames.EVENTS_DEDUPLICATED)
            .description("events not counted because their id was received before")
            .register(registry);
    overflowed =
        Counter.builder(MeterNames.EVENT_NAMES_OVERFLOWED)
            .description("events not counted because their customer has too many event names")
            .register(registry);
    for (Work work : Work.values()) {
      turns.put(
          work,
          Timer.builder(MeterNames.TURNS_FINISHED)
              .description("work between records: for so long, records waited")
              .tag("work", work.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
  }

  void repeated() {
    repeated.increment();
  }

  void overflowed() {
    overflowed.increment();
  }

  /** Gives some work a turn, and times it. */
  void turn(Work work, Consumer<TimeSlice> doSome) {
    TimeSlice time = TimeSlice.start(nanoTime);
    try {
      doSome.accept(time);
    } finally {
      turns.get(work).record(time.nanos(), TimeUnit.NANOSECONDS);
    }
  }
}
