package com.traitly.prediction.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ModelEvaluationTest {

  private final ModelEvaluation scores = ModelEvaluation.empty();

  @Test
  void gateOpensAfterThirtyBetterWindowsAndClosesAgain() {
    for (int window = 1; window <= 30; window++) {
      assertThat(scores.gateOpen()).isFalse();
      window(0.9, 0.5, true);
    }
    assertThat(scores.gateOpen()).isTrue();
    for (int window = 1; window <= 30; window++) {
      window(0.1, 0.5, true);
    }
    assertThat(scores.gateOpen()).isFalse();
  }

  @Test
  void gateStaysClosedForALeadThatMayBeChance() {
    for (int window = 1; window <= 1_000; window++) {
      window(0.502, 0.5, true); // 0.004 nats ahead, 2.5 after all of them
    }
    assertThat(scores.metrics().skill()).isPositive();
    assertThat(scores.gateOpen()).isFalse();
    window(0.9, 0.5, true);
    assertThat(scores.gateOpen()).isTrue();
  }

  @Test
  void windowsWithoutPredictionsDoNotOpenTheGate() {
    for (int window = 1; window <= 100; window++) {
      scores.close(true);
    }
    assertThat(scores.gateOpen()).isFalse();
    assertThat(scores.metrics().windows()).isEqualTo(100L);
  }

  @Test
  void measuresWhatWasJudged() {
    window(0.8, 0.5, true);
    window(0.6, 0.5, false);
    window(0.4, 0.5, true);
    window(0.2, 0.5, false);
    ModelMetrics metrics = scores.metrics();
    assertThat(metrics.auc()).isEqualTo(0.75);
    assertThat(metrics.brier()).isEqualTo((0.04 + 0.36 + 0.36 + 0.04) / 4, within(1e-12));
    assertThat(metrics.logLoss())
        .isEqualTo(-(2 * Math.log(0.8) + 2 * Math.log(0.4)) / 4, within(1e-12));
    assertThat(metrics.lifeTableLogLoss()).isEqualTo(Math.log(2), within(1e-12));
    assertThat(metrics.servedLogLoss()).isEqualTo(Math.log(2), within(1e-12));
    assertThat(metrics.bias()).isEqualTo(1.0, within(1e-12));
    assertThat(metrics.calibrationError()).isEqualTo(0.4, within(1e-12));
    assertThat(metrics.bins()).hasSize(20);
  }

  @Test
  void restoresToTheBit() {
    window(0.8, 0.5, true);
    assertThat(ModelEvaluation.restore(scores.state()).metrics()).isEqualTo(scores.metrics());
    assertThat(ModelEvaluation.empty().metrics().skill()).isZero();
  }

  private void window(double model, double lifeTable, boolean reached) {
    scores.judge(model, lifeTable, false, 0L, 0L, reached);
    scores.close(reached);
  }
}
