package com.traitly.prediction.training;

import com.traitly.prediction.features.BaselineCovariates;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.SignalCounts;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TimedEvent;
import com.traitly.prediction.features.Timeline;
import com.traitly.prediction.features.WindowSnapshot;
import com.traitly.prediction.lifetable.LifeTable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Customers of a made-up goal: those who do "useful" are reached more often, "idle" means nothing.
 */
final class SimulatedGoal {

  static final long DAY = 86_400_000L;
  static final long START = 20_000L * DAY;
  static final TimeGrid SHAPE = TimeGrid.ofWindow(10L * DAY);
  static final FeatureSpace SPACE = new FeatureSpace(List.of("useful", "idle", "rare"));

  private SimulatedGoal() {}

  static List<WindowMessage> messages(int windows, double effect) {
    SplittableRandom random = new SplittableRandom(42L);
    List<WindowMessage> messages = new ArrayList<>();
    for (int i = 0; i < windows; i++) {
      long openedAt = START + random.nextLong(100L * DAY);
      add(messages, random, "c" + i, openedAt, effect);
    }
    return messages;
  }

  static Trainer trainer() {
    return trainer(new InMemoryTrainerWindows());
  }

  static Trainer trainer(TrainerWindows windows) {
    return Trainer.create(SHAPE, SPACE, LifeTable.PRIOR_WIN_RATE, windows);
  }

  /** When a message is due, which is when a live trainer gets it. */
  static long due(WindowMessage message) {
    return switch (message) {
      case WindowMessage.Opened opened -> opened.openedAt();
      case WindowMessage.Reached reached -> reached.reachedAt();
      case WindowMessage.Closed closed -> SHAPE.releaseOf(closed.openedAt());
      case WindowMessage.Withdrawn withdrawn -> withdrawn.at();
    };
  }

  static WindowSnapshot snapshot(int ageDays) {
    SignalCounts counts = SignalCounts.none(SPACE.slots());
    return new WindowSnapshot(START, START + ageDays * DAY, counts, BaselineCovariates.of(START));
  }

  private static void add(
      List<WindowMessage> messages,
      SplittableRandom random,
      String customer,
      long openedAt,
      double effect) {
    List<TimedEvent> events = new ArrayList<>();
    Long reachedAt = null;
    double hazard = 0.02;
    for (int hour = 0; hour < 240 && reachedAt == null; hour += 12) {
      long at = openedAt + hour * 3_600_000L + random.nextLong(3_600_000L);
      if (random.nextDouble() < 0.2) {
        events.add(new TimedEvent("useful", at));
        hazard += effect;
      }
      if (random.nextDouble() < 0.2) {
        events.add(new TimedEvent("idle", at));
      }
      if (random.nextDouble() < hazard) {
        reachedAt = at + 3_600_000L;
      }
    }
    messages.add(new WindowMessage.Opened(customer, openedAt));
    if (reachedAt != null) {
      messages.add(new WindowMessage.Reached(customer, openedAt, reachedAt));
    }
    long end = reachedAt == null ? SHAPE.endOf(openedAt) : reachedAt;
    Timeline timeline = new Timeline(events, openedAt, 0, BaselineCovariates.of(openedAt));
    messages.add(
        new WindowMessage.Closed(
            customer, openedAt, reachedAt, timeline.rows(SHAPE, SPACE, customer, end)));
  }
}
