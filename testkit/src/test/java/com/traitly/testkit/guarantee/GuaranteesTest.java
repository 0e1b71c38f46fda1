package com.traitly.testkit.guarantee;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.guarantee.ReadJudge.Answer;
import com.traitly.testkit.guarantee.ReadJudge.Kind;
import com.traitly.testkit.guarantee.ReadJudge.Read;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GuaranteesTest {
  private final CountHistory history = new CountHistory();
  private final ReadJudge judge = new ReadJudge(Set.of("a"));

  @Test
  void acknowledgedEventsCountOnceAndUnknownOnesAtMostOnce() {
    CountLedger ledger = new CountLedger();
    ledger.acknowledged("a");
    ledger.acknowledged("a");
    ledger.unknown("a");

    assertThat(ledger.broken(Map.of("a", 2L))).isEmpty();
    assertThat(ledger.broken(Map.of("a", 3L))).isEmpty();
    assertThat(ledger.broken(Map.of("a", 4L))).hasSize(1);
    assertThat(ledger.broken(Map.of("a", 1L))).hasSize(1);
    assertThat(ledger.broken(Map.of())).hasSize(1);
  }

  @Test
  void aCountIncludesWhatIsOlderThanItSays() {
    acknowledge(1_000);
    acknowledge(50_000);

    assertThat(judge(0, ok(0, false, 2))).isEqualTo(Kind.RIGHT);
    assertThat(judge(0, ok(0, false, 1))).isEqualTo(Kind.BROKEN);
    assertThat(judge(0, ok(60_000, true, 1))).isEqualTo(Kind.RIGHT_AND_STALE);
    assertThat(judge(0, ok(60_000, true, 0))).isEqualTo(Kind.BROKEN);
    assertThat(judge(0, ok(0, false, 3))).as("more than was sent").isEqualTo(Kind.BROKEN);
    assertThat(judge.broken()).hasSize(3);
  }

  @Test
  void aCountIncludesWhatWasDemanded() {
    acknowledge(99_999);

    assertThat(judge(0, ok(0, false, 0))).isEqualTo(Kind.RIGHT);
    assertThat(judge(1, ok(0, false, 0))).isEqualTo(Kind.BROKEN);
  }

  @Test
  void onlyThatWhichSaysWhenToComeBackMayFail() {
    assertThat(judge(0, new Answer(503, "1", -1, false, -1))).isEqualTo(Kind.COME_BACK);
    assertThat(judge(0, new Answer(503, null, -1, false, -1))).isEqualTo(Kind.BROKEN);
    acknowledge(50_000);
    assertThat(judge(0, new Answer(404, null, 0, false, -1))).isEqualTo(Kind.BROKEN);
    assertThat(judge(0, new Answer(404, null, 60_000, true, -1))).isEqualTo(Kind.RIGHT_AND_STALE);
    assertThat(judge(0, new Answer(0, null, -1, false, -1))).isEqualTo(Kind.BROKEN);
    assertThat(judge(0, new Answer(200, null, -1, false, 0))).isEqualTo(Kind.BROKEN);
  }

  @Test
  void theLongestUnreadableTimeIsFromTheFirstFailureToTheNextAnswer() {
    judge.judge(read(0, 10, 20), new Answer(503, "1", -1, false, -1), history);
    judge.judge(read(0, 30, 40), new Answer(503, "1", -1, false, -1), history);
    judge.judge(read(0, 50, 65), ok(0, false, 0), history);
    judge.judge(read(1, 70, 80), new Answer(503, "1", -1, false, -1), history);
    judge.judge(read(0, 300, 310), ok(0, false, 0), history);

    assertThat(judge.longestUnreadableMillis()).isEqualTo(55);
  }

  private void acknowledge(long at) {
    history.sending();
    history.acknowledged(at, "t.events-0@1");
  }

  private Kind judge(int demanded, Answer answer) {
    return judge.judge(read(demanded, 100_000, 100_005), answer, history);
  }

  private static Read read(int demanded, long sentAt, long answeredAt) {
    return new Read("a", demanded, sentAt, answeredAt);
  }

  private static Answer ok(long freshness, boolean stale, long count) {
    return new Answer(200, null, freshness, stale, count);
  }
}
