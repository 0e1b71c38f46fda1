package com.traitly.prediction.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.traitly.prediction.GoalModel;
import com.traitly.prediction.GoalModel.Basis;
import com.traitly.prediction.GoalModel.Contribution;
import com.traitly.prediction.GoalModel.CredibleInterval;
import com.traitly.prediction.features.WindowSnapshot;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class GoalModelTest {

  private static final List<String> ACTIONS = List.of("useful", "idle", "rare");
  private static final int USEFUL = SimulatedGoal.SPACE.slot("useful");

  @Test
  void servesThePriorBeforeAnyData() {
    GoalModel model = GoalModel.initial(SimulatedGoal.SHAPE, SimulatedGoal.SPACE, 0.15);
    WindowSnapshot snapshot = SimulatedGoal.snapshot(0);
    assertThat(model.basis()).isEqualTo(Basis.PRIOR);
    assertThat(model.epoch()).isZero();
    assertThat(model.likelihood(snapshot)).isEqualTo(0.15, within(1e-12));
    assertThat(model.likelihood(SimulatedGoal.snapshot(10))).isEqualTo(1e-4);
    assertThat(model.importance(snapshot, ACTIONS)).containsOnly(1.0 / 3.0);
    CredibleInterval interval = model.interval80(snapshot);
    assertThat(0.15).isBetween(interval.low(), interval.high());
  }

  @Test
  void openWindowsTeachTheLifeTableBeforeAnyHasClosed() {
    Trainer trainer = SimulatedGoal.trainer();
    trainer.offer(new WindowMessage.Opened("a", SimulatedGoal.START));
    trainer.advanceTo(SimulatedGoal.START + SimulatedGoal.DAY);
    assertThat(trainer.model().epoch()).isPositive();
    assertThat(trainer.model().basis()).as("it says what it said").isEqualTo(Basis.PRIOR);
    trainer.advanceTo(SimulatedGoal.START + 3L * SimulatedGoal.DAY);
    GoalModel model = trainer.model();
    assertThat(model.metrics().windows()).isZero();
    assertThat(model.likelihood(SimulatedGoal.snapshot(0))).isLessThan(0.15);
    assertThat(model.basis()).isEqualTo(Basis.LIFE_TABLE);
    assertThat(Trainer.restore(trainer.state(), new InMemoryTrainerWindows()).model().basis())
        .isEqualTo(Basis.LIFE_TABLE);
  }

  @Test
  void lifeTableServesUntilEnoughWindowsClosed() {
    GoalModel young = trained(25, 0.1);
    assertThat(young.basis()).isEqualTo(Basis.LIFE_TABLE);
    assertThat(young.gateOpen()).isFalse();
    assertThat(young.contributions(SimulatedGoal.snapshot(1)))
        .extracting(Contribution::feature)
        .containsExactly("time in window");
  }

  @Test
  void regressionServesOnceItIsBetter() {
    GoalModel model = trained(2_000, 0.1);
    assertThat(model.basis()).isEqualTo(Basis.MODEL);
    assertThat(model.metrics().skill()).isPositive();
    assertThat(model.metrics().auc()).isGreaterThan(0.6);
    assertThat(model.metrics().bias()).isBetween(0.9, 1.1);
    assertThat(model.metrics().servedLogLoss())
        .isLessThanOrEqualTo(model.metrics().lifeTableLogLoss());
  }

  @Test
  void actionThatHelpsComesFirst() {
    GoalModel model = trained(2_000, 0.1);
    WindowSnapshot snapshot = SimulatedGoal.snapshot(3);
    double[] importance = model.importance(snapshot, ACTIONS);
    assertThat(DoubleStream.of(importance).sum()).isEqualTo(1.0, within(1e-12));
    assertThat(importance[0]).isGreaterThan(0.8);
    assertThat(importance[2]).as("never seen").isLessThan(0.05);
    WindowSnapshot after = snapshot.afterDoing(USEFUL);
    assertThat(model.likelihood(after) - model.likelihood(snapshot))
        .isGreaterThan(model.gains(snapshot, ACTIONS)[0]);
  }

  @Test
  void contributionsAddUpToTheLikelihood() {
    GoalModel model = trained(2_000, 0.1);
    WindowSnapshot snapshot = SimulatedGoal.snapshot(4).afterDoing(USEFUL).afterDoing(USEFUL);
    double margin = model.contributions(snapshot).stream().mapToDouble(Contribution::logits).sum();
    double likelihood = model.likelihood(snapshot);
    assertThat(1.0 / (1.0 + Math.exp(-margin))).isEqualTo(likelihood, within(1e-12));
    CredibleInterval interval = model.interval80(snapshot);
    assertThat(likelihood).isBetween(interval.low(), interval.high());
    assertThat(interval.high() - interval.low()).isLessThan(0.25);
  }

  @Test
  void timeAloneLowersTheLikelihood() {
    GoalModel model = trained(2_000, 0.1);
    WindowSnapshot snapshot = SimulatedGoal.snapshot(2);
    WindowSnapshot later = snapshot.at(snapshot.asOf() + 6L * SimulatedGoal.DAY);
    assertThat(model.likelihood(later)).isLessThan(model.likelihood(snapshot));
  }

  private static GoalModel trained(int windows, double effect) {
    Trainer trainer = SimulatedGoal.trainer();
    SimulatedGoal.messages(windows, effect).forEach(trainer::offer);
    assertThat(trainer.advanceTo(SimulatedGoal.START + 150L * SimulatedGoal.DAY)).isTrue();
    return trainer.model();
  }
}
