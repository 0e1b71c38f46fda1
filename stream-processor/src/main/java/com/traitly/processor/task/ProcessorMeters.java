package com.traitly.processor.task;

import static java.util.Objects.requireNonNull;

import com.traitly.contracts.model.AccountKey;
import com.traitly.platform.metrics.MeterNames;
import com.traitly.prediction.evaluation.ModelMetrics;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The meters of the stream-processor. Thread-safe. */
public final class ProcessorMeters {
  /** Goals whose figures are shown; more would be too many time series. */
  private static final int MOST_GOALS = 100;

  /** A maximum covers three such periods, so that a pause shows, and so does its end. */
  private static final Duration LONGEST_OF = Duration.ofSeconds(10);

  private final Counter repeated;
  private final Counter overflowed;
  private final Counter outdated;
  private final Counter linked;
  private final Timer rounds;
  private final Map<Work, Timer> turns = new EnumMap<>(Work.class);
  private final MultiGauge figures;

  /** Work that the stream thread does between records. */
  public enum Work {
    /** Looking at customers that have come due. */
    DUE,
    /** Applying goals to stored customers, and taking customers out of deleted ones. */
    REPLAY,
    /** Learning from the time that is over. */
    LEARN
  }

  /** Registers the meters. */
  public ProcessorMeters(MeterRegistry registry) {
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
    linked =
        Counter.builder(MeterNames.EVENTS_LINKED)
            .description("events that came to a customer from an anonymous id")
            .register(registry);
    for (Work work : Work.values()) {
      turns.put(
          work,
          Timer.builder(MeterNames.TURNS_FINISHED)
              .description("work between records")
              .tag("work", work.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    rounds =
        Timer.builder(MeterNames.ROUNDS_FINISHED)
            .description("work of all tasks of a thread between records: for so long, these waited")
            .distributionStatisticExpiry(LONGEST_OF)
            .register(registry);
    figures =
        MultiGauge.builder(MeterNames.MODEL_FIGURES)
            .description("how good a goal's predictions have been, by figure")
            .register(registry);
  }

  /** Shows the figures of goals that have a model, among the first {@code MOST_GOALS} goals. */
  public void models(GoalRegistry registry) {
    List<MultiGauge.Row<?>> rows = new ArrayList<>();
    registry.goals().entrySet().stream()
        .limit(MOST_GOALS)
        .forEach(each -> {
          AccountKey goal = each.getKey();
          PublishedModel model = registry.modelOf(goal, each.getValue().goal());
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

  public void repeated() {
    repeated.increment();
  }

  public void overflowed() {
    overflowed.increment();
  }

  public void outdated() {
    outdated.increment();
  }

  public void linked(int events) {
    linked.increment(events);
  }

  /**
   * Records a finished turn of some work.
   *
   * @param nanos how long it took
   * @param roundNanos how long the turns of this round have taken, this one included
   */
  void turn(Work work, long nanos, long roundNanos) {
    requireNonNull(turns.get(work)).record(nanos, TimeUnit.NANOSECONDS);
    rounds.record(roundNanos, TimeUnit.NANOSECONDS);
  }
}
