package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.AccountKey;
import com.traitly.platform.metrics.MeterNames;
import com.traitly.processor.prediction.ModelMetrics;
import com.traitly.processor.training.GoalBook;
import com.traitly.processor.training.PublishedModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** What the stream-processor counts and times. Thread-safe. */
public final class ProcessorMeters {
  /** Goals whose figures are shown; more would be too many time series. */
  private static final int MOST_GOALS = 100;

  private final Counter repeated;
  private final Counter overflowed;
  private final Counter outdated;
  private final LongSupplier nanoTime;
  private final Map<Work, Timer> turns = new EnumMap<>(Work.class);
  private final MultiGauge figures;

  /** Work that the stream thread does between records. */
  enum Work {
    /** Looking at customers that have come due. */
    DUE,
    /** Applying goals to stored customers, and taking customers out of deleted ones. */
    REPLAY,
    /** Learning what is over. */
    LEARN
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
    outdated =
        Counter.builder(MeterNames.FACTS_OUTDATED)
            .description("facts not applied because their customer was erased after they were sent")
            .register(registry);
    for (Work work : Work.values()) {
      turns.put(
          work,
          Timer.builder(MeterNames.TURNS_FINISHED)
              .description("work between records: for so long, records waited")
              .tag("work", work.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    figures =
        MultiGauge.builder(MeterNames.MODEL_FIGURES)
            .description("how good a goal's predictions have been, by figure")
            .register(registry);
  }

  /** Shows the figures of the goals that have a model, of so many at most. */
  public void models(GoalBook book) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    book.goals().entrySet().stream()
        .limit(MOST_GOALS)
        .forEach(each -> {
          AccountKey goal = each.getKey();
          PublishedModel model = book.model(goal.account(), each.getValue().goal());
          if (model != null) {
            rows.addAll(rows(goal, model.model().metrics()));
          }
        });
    figures.register(rows, true);
  }

  private static List<MultiGauge.Row<?>> rows(AccountKey goal, ModelMetrics metrics) {
    return List.of(
        row(goal, "windows", (double) metrics.windows()),
        row(goal, "reached", (double) metrics.reached()),
        row(goal, "auc", metrics.auc()),
        row(goal, "log-loss", metrics.logLoss()),
        row(goal, "life-table-log-loss", metrics.lifeTableLogLoss()),
        row(goal, "skill", metrics.skill()),
        row(goal, "calibration-error", metrics.calibrationError()),
        row(goal, "bias", metrics.bias()));
  }

  private static MultiGauge.Row<?> row(AccountKey goal, String figure, double value) {
    Tags tags = Tags.of("account", goal.account(), "goal", goal.id(), "figure", figure);
    return MultiGauge.Row.of(tags, value);
  }

  void repeated() {
    repeated.increment();
  }

  void overflowed() {
    overflowed.increment();
  }

  void outdated() {
    outdated.increment();
  }

  /** Gives some work a turn, and times it. */
  void turn(Work work, Consumer<TimeSlice> doSome) {
    TimeSlice time = TimeSlice.start(nanoTime);
    try {
      doSome.accept(time);
    } finally {
      requireNonNull(turns.get(work)).record(time.nanos(), TimeUnit.NANOSECONDS);
    }
  }
}
