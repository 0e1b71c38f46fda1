package com.traitly.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.funnel.Effect;
import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialCustomer;
import com.traitly.funnel.TrialFunnel;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.GoalModel.Basis;
import com.traitly.prediction.evaluation.ModelMetrics;
import com.traitly.prediction.evaluation.ModelQuality;
import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.TrainingExample;
import com.traitly.prediction.lifetable.LifeTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Learns a simulated funnel whose true effects are known, and compares what was learnt with them.
 * Unlike in real life, intent is drawn anew for each customer and nothing drifts.
 */
class FunnelModelTest {
  private static final long DAY = 86_400_000L;
  private static final Instant END = Instant.parse("2026-03-01T00:00:00Z");
  private static final TimeGrid SHAPE = TimeGrid.ofWindow(30L * DAY);
  private static final List<String> EVENTS = Effect.ALL.stream().map(Effect::event).toList();
  private static final FeatureSpace SPACE = new FeatureSpace(EVENTS);

  private static final Map<String, Timeline> TIMELINES = new HashMap<>();
  private static GoalModel model;

  @BeforeAll
  static void learn() {
    TrialFunnel funnel = TrialFunnel.simulate(21L, 8_000, 180, END);
    Map<String, List<TimedEvent>> eventsOf = new HashMap<>();
    for (FunnelEvent event : funnel.events()) {
      eventsOf
          .computeIfAbsent(event.customerId(), customer -> new ArrayList<>())
          .add(new TimedEvent(event.name(), event.occurredAt() * 1_000));
    }
    Trainer trainer =
        Trainer.create(SHAPE, SPACE, LifeTable.PRIOR_WIN_RATE, new InMemoryTrainerWindows());
    for (TrialCustomer customer : funnel.customers()) {
      long openedAt = customer.createdAt() * 1_000;
      List<TimedEvent> events = eventsOf.getOrDefault(customer.customerId(), List.of());
      Timeline timeline = new Timeline(events, openedAt, 0, BaselineCovariates.of(openedAt));
      TIMELINES.put(customer.customerId(), timeline);
      if (SHAPE.releaseOf(openedAt) <= END.toEpochMilli()) {
        tell(trainer, customer.customerId(), timeline);
      }
    }
    trainer.advanceTo(END.toEpochMilli());
    model = trainer.model();
  }

  @Test
  void likelihoodsAreCalibrated() {
    ModelMetrics metrics = model.metrics();
    assertThat(model.basis()).isEqualTo(Basis.MODEL);
    assertThat(metrics.quality()).isEqualTo(ModelQuality.OK);
    assertThat(metrics.calibrationError()).isLessThan(0.02);
    assertThat(metrics.bias()).isBetween(0.9, 1.1);
    assertThat(metrics.skill()).isGreaterThan(0.02);
  }

  @Test
  void causesRankAboveWhatMeansNothing() {
    Map<String, Double> importance = meanImportance();
    double neutral = importance.getOrDefault("Changed Avatar", 1.0);
    for (String cause : Effect.named(Effect.Kind.CAUSAL)) {
      assertThat(importance.get(cause)).as(cause).isGreaterThan(3.0 * neutral);
    }
  }

  @Test
  void whatDoesHarmIsHardlyEverRecommended() {
    Map<String, Double> importance = meanImportance();
    assertThat(importance.get("Hit Error")).isLessThan(0.02);
  }

  /** Mean share of each event over customers in the middle of their windows. */
  private static Map<String, Double> meanImportance() {
    Map<String, Double> sums = new HashMap<>();
    int customers = 0;
    for (Timeline timeline : TIMELINES.values()) {
      long asOf = timeline.openedAt() + 5L * DAY;
      if (timeline.events().stream().anyMatch(e -> e.name().equals(Effect.TARGET))) {
        continue;
      }
      double[] shares = model.importance(timeline.asOf(SPACE, asOf), EVENTS);
      for (int i = 0; i < shares.length; i++) {
        sums.merge(EVENTS.get(i), shares[i], Double::sum);
      }
      customers++;
    }
    int all = customers;
    sums.replaceAll((event, sum) -> sum / all);
    return sums;
  }

  private static void tell(Trainer trainer, String customer, Timeline timeline) {
    long openedAt = timeline.openedAt();
    Long reachedAt =
        timeline.events().stream()
            .filter(event -> event.name().equals(Effect.TARGET))
            .map(TimedEvent::occurredAt)
            .filter(at -> at < SHAPE.endOf(openedAt))
            .findFirst()
            .orElse(null);
    trainer.offer(new WindowMessage.Opened(customer, openedAt));
    if (reachedAt != null) {
      trainer.offer(new WindowMessage.Reached(customer, openedAt, reachedAt));
    }
    long end = reachedAt == null ? SHAPE.endOf(openedAt) : reachedAt;
    List<TrainingExample> rows = timeline.rows(SHAPE, SPACE, customer, end);
    trainer.offer(new WindowMessage.Closed(customer, openedAt, reachedAt, rows));
  }
}
