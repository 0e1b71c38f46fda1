package com.traitly.prediction.features;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.traitly.prediction.lifetable.LifeTable;
import com.traitly.prediction.lifetable.SurvivalCurve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final long DAY = 86_400_000L;
  private static final TimeGrid SHAPE = TimeGrid.ofWindow(30L * DAY);
  private static final FeatureSpace SPACE = new FeatureSpace(List.of("a", "b"));
  private static final SurvivalCurve CURVE = LifeTable.withPrior(30, 0.15).curve();
  private static final double RATE = 4.5 / (10.0 + 6.0 + 30.0);
  private static final double EXPECTED = 1.0 - Math.exp(-RATE * 24.0);

  private static final List<TimedEvent> HISTORY =
      List.of(
          new TimedEvent("a", 0L),
          new TimedEvent("b", 12L * DAY),
          new TimedEvent("b", 13L * DAY),
          new TimedEvent("z", 14L * DAY));

  @Test
  void namesEveryComponentOfTheInput() {
    assertThat(SPACE.names()).hasSize(SPACE.dimension()).doesNotHaveDuplicates();
    List<String> many = new ArrayList<>();
    for (int i = 0; i < FeatureSpace.MAX_SIGNALS; i++) {
      many.add("event " + i);
    }
    assertThat(new FeatureSpace(many).dimension())
        .isEqualTo(2 + 3 * 33 + 8 + 9 + 2 * 8 + 3 + 2 * 33);
  }

  private static double[] inputAfterSixDays() {
    BaselineCovariates entry = new BaselineCovariates(0L, 3, 1, 4L, 99.0, "Pro");
    return Features.input(
        SHAPE, SPACE, CURVE, new Timeline(HISTORY, 10L * DAY, 0, entry).asOf(SPACE, 16L * DAY));
  }

  @Test
  void scalesAsSpecified() {
    double[] x = inputAfterSixDays();
    double[] specified = {
      1.0,
      CURVE.logit(6.0),
      0.0,
      Math.log1p(2) / 2,
      Math.log1p(1) / 2,
      Math.log1p(1) / 3,
      0.0,
      0.0,
      Math.exp(-16.0 / 3),
      Math.exp(-3.0 / 3),
      Math.exp(-2.0 / 3),
      Math.log1p(3) / 3,
      2.0 / 8,
      Math.log1p(2) / 3,
      Math.log1p(3) / 3,
      1.5 / 4,
      Math.log1p(10) / 6,
      Math.log(EXPECTED / (1 - EXPECTED)) / 4,
      Math.log1p(2 * RATE),
      Math.log1p(99) / 10
    };
    int products = SPACE.crossesAt();
    assertThat(products).isEqualTo(specified.length + 8);
    for (int i = 0; i < specified.length; i++) {
      assertThat(x[i]).as(SPACE.names().get(i)).isEqualTo(specified[i], within(1e-12));
    }
    double plan = 0.0;
    for (int i = specified.length; i < products; i++) {
      plan += x[i];
    }
    assertThat(plan).isEqualTo(1.0);
  }

  @Test
  void endsInProducts() {
    double[] x = inputAfterSixDays();
    List<String> names = SPACE.names();
    assertThat(x[names.indexOf("tenure × time in window")])
        .isEqualTo(Math.log1p(10) / 6 * CURVE.logit(6.0) / 2, within(1e-12));
    assertThat(x[names.indexOf("previous windows, squared")])
        .isEqualTo(Math.log1p(3) * Math.log1p(3) / 9, within(1e-12));
    assertThat(x[names.indexOf("previous windows × target rate so far")])
        .isEqualTo(Math.log1p(3) / 3 * Math.log(EXPECTED / (1 - EXPECTED)) / 4, within(1e-12));
    assertThat(x[names.indexOf("other events: recency × age of window")])
        .isEqualTo(Math.exp(-2.0 / 3) * (2 * 6.0 / 30 - 1), within(1e-12));
    assertThat(x[names.indexOf("other events: just done in window")])
        .isEqualTo(Math.exp(-4 * 2.0 / 3), within(1e-12));
  }

  @Test
  void onlyWhatIsDoneInTheWindowIsJustDone() {
    WindowSnapshot opened =
        new Timeline(HISTORY, 12L * DAY, 1, BaselineCovariates.of(0L)).asOf(SPACE, 12L * DAY);
    double[] x = Features.input(SHAPE, SPACE, CURVE, opened);
    List<String> names = SPACE.names();
    assertThat(x[names.indexOf("b: recency")]).isEqualTo(1.0);
    assertThat(x[names.indexOf("b: just done in window")]).isZero();
  }

  @Test
  void clipsAtThree() {
    SignalCounts counts = SignalCounts.none(SPACE.slots());
    counts.count(0, true, 1_000_000L, DAY);
    WindowSnapshot snapshot = new WindowSnapshot(0L, DAY, counts, BaselineCovariates.of(0L));
    assertThat(Features.input(SHAPE, SPACE, CURVE, snapshot)[2]).isEqualTo(3.0);
  }

  private static int at(List<TimedEvent> events, long instant) {
    return (int) events.stream().filter(event -> event.occurredAt() == instant).count();
  }

  @Test
  void countsOfServingEqualTheTimelineOfTraining() {
    SplittableRandom random = new SplittableRandom(20_261_123L);
    for (int round = 0; round < 500; round++) {
      List<TimedEvent> events = randomEvents(random);
      long openedAt = random.nextLong(10L * DAY, 40L * DAY);
      long asOf = openedAt + random.nextLong(30L * DAY);
      boolean opensInside = random.nextBoolean();
      BaselineCovariates entry =
          new BaselineCovariates(
              Math.min(openedAt, events.getFirst().occurredAt()), 2, 1, 1L, 12.5, "Trial");
      WindowSnapshot trained =
          new Timeline(events, openedAt, opensInside ? 0 : at(events, openedAt), entry)
              .asOf(SPACE, asOf);
      WindowSnapshot served =
          new WindowSnapshot(
              openedAt, asOf, aggregated(events, openedAt, opensInside, asOf), entry);
      assertThat(Features.input(SHAPE, SPACE, CURVE, served))
          .as("round %d", round)
          .containsExactly(Features.input(SHAPE, SPACE, CURVE, trained));
    }
  }

  @Test
  void rowsOfAWindowAreTheSnapshotsOfTheirInstants() {
    SplittableRandom random = new SplittableRandom(7L);
    List<TimedEvent> events = randomEvents(random);
    Timeline timeline = new Timeline(events, 20L * DAY, 0, BaselineCovariates.of(0L));
    List<TrainingExample> rows = timeline.rows(SHAPE, SPACE, "c-1", 50L * DAY);
    assertThat(rows).hasSizeGreaterThan(5);
    for (TrainingExample row : rows) {
      assertThat(row.features())
          .containsExactly(Features.row(SHAPE, SPACE, timeline.asOf(SPACE, row.asOf())));
    }
  }

  @Test
  void doingSomethingLeavesTheSnapshotAlone() {
    WindowSnapshot before =
        new WindowSnapshot(0L, DAY, SignalCounts.none(SPACE.slots()), BaselineCovariates.of(0L));
    WindowSnapshot after = before.afterDoing(SPACE.slot("b"));
    assertThat(before.counts().inWindow()).containsExactly(0L, 0L, 0L);
    assertThat(after.counts().inWindow()).containsExactly(0L, 1L, 0L);
    assertThat(after.counts().lastAt()[1]).isEqualTo(DAY);
    assertThat(after.asOf()).isEqualTo(DAY);
  }

  private static List<TimedEvent> randomEvents(SplittableRandom random) {
    String[] names = {"a", "b", "z", "y"};
    List<TimedEvent> events = new ArrayList<>();
    for (int i = random.nextInt(1, 60); i > 0; i--) {
      events.add(new TimedEvent(names[random.nextInt(4)], random.nextLong(80L) * DAY));
    }
    events.sort(Comparator.comparingLong(TimedEvent::occurredAt));
    return events;
  }

  private static SignalCounts aggregated(
      List<TimedEvent> events, long openedAt, boolean opensInside, long asOf) {
    Map<String, Long> allTime = new HashMap<>();
    Map<String, Long> inWindow = new HashMap<>();
    Map<String, Long> lastAt = new HashMap<>();
    for (TimedEvent event : events) {
      long at = event.occurredAt();
      if (at <= asOf) {
        allTime.merge(event.name(), 1L, Long::sum);
        lastAt.merge(event.name(), at, Math::max);
        if (opensInside ? at >= openedAt : at > openedAt) {
          inWindow.merge(event.name(), 1L, Long::sum);
        }
      }
    }
    SignalCounts counts = SignalCounts.none(SPACE.slots());
    allTime.forEach((event, total) -> {
      long inside = inWindow.getOrDefault(event, 0L);
      long last = requireNonNull(lastAt.get(event));
      counts.count(SPACE.slot(event), true, inside, last);
      counts.count(SPACE.slot(event), false, total - inside, last);
    });
    return counts;
  }
}
