package com.traitly.benchmarks.prediction;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The figures of the served learner on the public logs must equal the committed ones. The larger
 * logs run with {@code -Dtraitly.logs=all}; {@code -Dtraitly.data} names the folder of the logs.
 */
@Tag("logs")
final class PublicLogsTest {
  /**
   * The most that the served predictions may ever lose to the life table, in nats, of more than
   * 50,000 in all.
   */
  private static final double MOST_NATS_LOST = 6;

  @Test
  void cdnow() throws IOException {
    LogResult result = measure(LogGoal.CDNOW);

    check(result.ticks(), 0.7866, 0.5238, 0.0069);
    assertThat(result.worstExcess()).isLessThan(MOST_NATS_LOST);
  }

  @Test
  void onlineRetail() throws IOException {
    assumeAllLogs();
    LogResult result = measure(LogGoal.ONLINE_RETAIL);

    check(result.ticks(), 0.8184, 0.4178, 0.0090);
    assertThat(result.worstExcess()).isLessThan(MOST_NATS_LOST);
  }

  @Test
  void bpi2012() throws IOException {
    assumeAllLogs();
    LogResult result = measure(LogGoal.BPI_2012);

    check(result.ticks(), 0.9448, 0.1566, 0.0050);
    assertThat(requireNonNull(result.events()).ece()).isLessThanOrEqualTo(0.018);
    assertThat(result.worstExcess()).isLessThan(MOST_NATS_LOST);
  }

  private static LogResult measure(LogGoal goal) throws IOException {
    Path data = PublicLog.data();
    boolean here = PublicLog.isIn(data, goal);
    if (!here) {
      System.err.println("SKIPPED: no public log " + goal.log() + "; see docs/prediction.md");
    }
    assumeTrue(here, "the public log " + goal.log() + " is not here: see docs/prediction.md");
    return LogResult.of(goal, Protocol.run(PublicLog.read(goal, requireNonNull(data))));
  }

  private static void assumeAllLogs() {
    assumeTrue(
        "all".equals(System.getProperty("traitly.logs")),
        "a larger log: run it with -Dtraitly.logs=all");
  }

  private static void check(Figures actual, double auc, double logLoss, double ece) {
    System.out.println(actual.row("ticks"));
    assertThat(actual.auc()).isEqualTo(auc, within(0.0005));
    assertThat(actual.logLoss()).isEqualTo(logLoss, within(0.0002));
    assertThat(actual.ece()).isEqualTo(ece, within(0.0005)).isLessThanOrEqualTo(0.010);
  }
}
