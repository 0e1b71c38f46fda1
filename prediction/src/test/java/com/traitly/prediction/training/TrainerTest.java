package com.traitly.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.traitly.prediction.features.TimeGrid;
import com.traitly.prediction.features.TrainingExample;
import com.traitly.prediction.lifetable.LifeTable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class TrainerTest {

  private static final long DAY = SimulatedGoal.DAY;
  private static final long START = SimulatedGoal.START;
  private static final long DONE = START + 200L * DAY;

  private final List<WindowMessage> messages = SimulatedGoal.messages(400, 0.05);

  @Test
  void replayEqualsLive() {
    assertSame(live(messages), replayed(messages));
  }

  @Test
  void quietYearsArePassedOverWithoutATrace() {
    long longAgo = START - 3_000L * DAY;
    List<WindowMessage> with = new ArrayList<>(messages);
    with.add(new WindowMessage.Opened("old", longAgo));
    with.add(new WindowMessage.Closed("old", longAgo, null, List.of()));
    Trainer stepwise = SimulatedGoal.trainer();
    with.forEach(stepwise::offer);
    for (long now = longAgo; now <= DONE; now += DAY) {
      stepwise.advanceTo(now);
    }
    stepwise.advanceTo(DONE);

    assertSame(replayed(with), stepwise);
  }

  @Test
  void aWindowOf1900IsLearntWithoutAnEpochForEachHourSince() {
    TimeGrid hourly = TimeGrid.ofWindow(TimeGrid.HOUR);
    Trainer trainer =
        Trainer.create(
            hourly, SimulatedGoal.SPACE, LifeTable.PRIOR_WIN_RATE, new InMemoryTrainerWindows());
    trainer.offer(new WindowMessage.Opened("old", -2_208_988_800_000L));
    AtomicInteger asked = new AtomicInteger();

    do {
      trainer.advanceTo(DONE, () -> asked.incrementAndGet() % 7 == 0);
    } while (trainer.isBehind(DONE));

    assertThat(asked.get()).as("steps that were not passed over").isLessThan(1_000);
    assertThat(trainer.model().epoch()).isGreaterThan(1_000_000L);
  }

  @Test
  void orderOfArrivalDoesNotMatter() {
    List<WindowMessage> shuffled = new ArrayList<>(messages);
    Collections.shuffle(shuffled, new Random(3L));
    assertSame(replayed(shuffled), replayed(messages));
  }

  /** An open window, one that was reached, and one of which the trainer hears too late. */
  @Test
  void aWithdrawnWindowCountsAsIfItHadNeverBeen() {
    long withdrawnAt = START + 4L * DAY;
    List<WindowMessage> with = new ArrayList<>(messages);
    with.add(new WindowMessage.Opened("open", START + 9L));
    with.add(new WindowMessage.Withdrawn("open", START + 9L, null, withdrawnAt));
    long reachedAt = START + 2L * DAY;
    with.add(new WindowMessage.Opened("reached", START + 9L));
    with.add(new WindowMessage.Reached("reached", START + 9L, reachedAt));
    with.add(new WindowMessage.Withdrawn("reached", START + 9L, reachedAt, withdrawnAt));
    with.add(new WindowMessage.Withdrawn("unheard", START + 9L, null, withdrawnAt));
    with.add(new WindowMessage.Closed("unheard", START + 9L, null, List.of()));

    assertLifeTables(replayed(with), replayed(messages));
    assertLifeTables(live(with), live(messages));
  }

  @Test
  void aClosedWindowIsNotWithdrawn() {
    List<WindowMessage> with = new ArrayList<>(messages);
    long closedAt = SimulatedGoal.SHAPE.releaseOf(START + 9L);
    with.add(new WindowMessage.Closed("c", START + 9L, null, List.of()));
    List<WindowMessage> and = new ArrayList<>(with);
    and.add(new WindowMessage.Withdrawn("c", START + 9L, null, closedAt + DAY));

    assertSame(replayed(and), replayed(with));
  }

  private static void assertLifeTables(Trainer actual, Trainer expected) {
    LifeTable.State found = actual.state().lifeTable();
    LifeTable.State wanted = expected.state().lifeTable();
    assertThat(found.exposed()).containsExactly(wanted.exposed(), within(1e-6));
    assertThat(found.reached()).containsExactly(wanted.reached(), within(1e-6));
    assertThat(actual.state().cohorts()).isEqualTo(expected.state().cohorts());
  }

  @Test
  void learningInPartsIsLearningAtOnce() {
    Random random = new Random(5L);
    Trainer inParts = SimulatedGoal.trainer();
    messages.forEach(inParts::offer);
    int calls = 0;
    do {
      inParts.advanceTo(DONE, () -> random.nextInt(4) == 0);
      calls++;
    } while (inParts.isBehind(DONE));

    assertThat(calls).isGreaterThan(50);
    assertSame(inParts, replayed(messages));
  }

  @Test
  void messagesMayComeTwice() {
    List<WindowMessage> twice = new ArrayList<>(messages);
    twice.addAll(messages);
    assertSame(replayed(twice), replayed(messages));
    Trainer told = replayed(messages);
    told.advanceTo(START + 110L * DAY);
    Trainer again = SimulatedGoal.trainer();
    messages.forEach(again::offer);
    again.advanceTo(START + 60L * DAY);
    messages.stream().filter(m -> SimulatedGoal.due(m) < START + 60L * DAY).forEach(again::offer);
    again.advanceTo(DONE);
    // Dropped messages are counted in the state; otherwise the repetition leaves no trace.
    assertThat(again.model()).usingRecursiveComparison().isEqualTo(told.model());
  }

  @Test
  void restoredTrainerGoesOnToTheBit() {
    InMemoryTrainerWindows windows = new InMemoryTrainerWindows();
    Trainer first = SimulatedGoal.trainer(windows);
    messages.forEach(first::offer);
    AtomicInteger asked = new AtomicInteger();
    first.advanceTo(START + 50L * DAY, () -> asked.incrementAndGet() == 333);
    assertThat(first.isBehind(START + 50L * DAY)).as("stopped within a step").isTrue();
    Trainer second = Trainer.restore(first.state(), windows.copy());
    assertSame(second, first);
    first.advanceTo(DONE);
    second.advanceTo(DONE);
    assertSame(second, first);
  }

  @Test
  void lifeTableCountsEachWindowOnce() {
    Trainer trainer = SimulatedGoal.trainer();
    trainer.offer(new WindowMessage.Opened("a", START + 100L));
    trainer.offer(new WindowMessage.Opened("b", START + 200L));
    trainer.offer(new WindowMessage.Reached("b", START + 200L, START + 3L * DAY));
    trainer.advanceTo(START + 30L * DAY);
    LifeTable.State table = trainer.state().lifeTable();
    LifeTable byHand = LifeTable.withPrior(10, LifeTable.PRIOR_WIN_RATE);
    for (int day = 0; day <= 29; day++) {
      byHand.advanceTo(20_000L + day);
      if (day >= 1 && day <= 10) {
        byHand.survived(day - 1);
      }
      if (day == 1 || day == 2) {
        byHand.survived(day - 1);
      }
      if (day == 3) {
        byHand.reached(2);
      }
    }
    assertThat(table.exposed()).containsExactly(byHand.state().exposed(), within(1e-12));
    assertThat(table.reached()).containsExactly(byHand.state().reached(), within(1e-12));
  }

  @Test
  void outcomeToldLateCorrectsTheLifeTable() {
    Trainer onTime = SimulatedGoal.trainer();
    Trainer late = SimulatedGoal.trainer();
    Trainer onlyClosed = SimulatedGoal.trainer();
    WindowMessage opened = new WindowMessage.Opened("a", START);
    WindowMessage reached = new WindowMessage.Reached("a", START, START + 2L * DAY + 9L);
    WindowMessage closed = new WindowMessage.Closed("a", START, START + 2L * DAY + 9L, List.of());
    List.of(onTime, late, onlyClosed).forEach(trainer -> trainer.offer(opened));
    onTime.offer(reached);
    List.of(onTime, late, onlyClosed).forEach(trainer -> trainer.advanceTo(START + 6L * DAY));
    late.offer(reached);
    List.of(onTime, late, onlyClosed).forEach(trainer -> trainer.offer(closed));
    List.of(onTime, late, onlyClosed).forEach(trainer -> trainer.advanceTo(START + 20L * DAY));
    double[] exposed = onTime.state().lifeTable().exposed();
    assertThat(late.state().lifeTable().exposed()).containsExactly(exposed, within(0.05));
    assertThat(onlyClosed.state().lifeTable().exposed()).containsExactly(exposed, within(0.05));
    double[] wins = onTime.state().lifeTable().reached();
    assertThat(late.state().lifeTable().reached()).containsExactly(wins, within(0.05));
    assertThat(onlyClosed.state().lifeTable().reached()).containsExactly(wins, within(0.05));
    assertThat(onlyClosed.model().metrics().reached()).isEqualTo(1L);
  }

  @Test
  void closedWindowNobodyHeardOfStillCounts() {
    Trainer trainer = SimulatedGoal.trainer();
    trainer.offer(new WindowMessage.Closed("a", START, null, List.of()));
    trainer.advanceTo(START + 20L * DAY);
    assertThat(DoubleStream.of(trainer.state().lifeTable().exposed())).allMatch(n -> n > 2.9);
    assertThat(trainer.model().metrics().windows()).isEqualTo(1L);
  }

  @Test
  void dropsWhatComesMoreThanAWindowTooLate() {
    Trainer trainer = replayed(messages);
    trainer.offer(new WindowMessage.Opened("late", START));
    trainer.advanceTo(DONE + DAY);
    assertThat(trainer.state().ignored()).isEqualTo(1L);
  }

  @Test
  void keepsEpochsOfOneWindowAndWindowsOfTwo() {
    InMemoryTrainerWindows windows = new InMemoryTrainerWindows();
    Trainer trainer = SimulatedGoal.trainer(windows);
    messages.forEach(trainer::offer);

    trainer.advanceTo(START + 60L * DAY);
    assertThat(trainer.state().epochs()).hasSizeLessThanOrEqualTo(13);
    assertThat(windows.remembered()).isBetween(50, 150);
    trainer.advanceTo(DONE);

    assertThat(windows.remembered()).isZero();
  }

  @Test
  void refusesRowsThatWouldSpoilTheModel() {
    Trainer trainer = SimulatedGoal.trainer();
    float[] features = new float[SimulatedGoal.SPACE.features()];
    features[3] = Float.NaN;
    assertThatThrownBy(() -> trainer.offer(closed(features)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> trainer.offer(closed(new float[3])))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static WindowMessage closed(float[] features) {
    return new WindowMessage.Closed(
        "a", START, null, List.of(new TrainingExample(START, true, features)));
  }

  private static Trainer replayed(List<WindowMessage> messages) {
    Trainer trainer = SimulatedGoal.trainer();
    messages.forEach(trainer::offer);
    trainer.advanceTo(DONE);
    return trainer;
  }

  /** Offers each message when it is due, then advances every seven hours. */
  private static Trainer live(List<WindowMessage> messages) {
    Trainer trainer = SimulatedGoal.trainer();
    List<WindowMessage> ordered = new ArrayList<>(messages);
    ordered.sort(Comparator.comparingLong(SimulatedGoal::due));
    for (WindowMessage message : ordered) {
      trainer.advanceTo(SimulatedGoal.due(message));
      trainer.offer(message);
    }
    for (long now = START; now <= DONE; now += 7L * 3_600_000L) {
      trainer.advanceTo(now);
    }
    trainer.advanceTo(DONE);
    return trainer;
  }

  private static void assertSame(Trainer actual, Trainer expected) {
    assertThat(actual.state()).usingRecursiveComparison().isEqualTo(expected.state());
    assertThat(actual.model()).usingRecursiveComparison().isEqualTo(expected.model());
  }
}
