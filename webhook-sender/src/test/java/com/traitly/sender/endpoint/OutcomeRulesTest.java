package com.traitly.sender.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.sender.endpoint.AttemptOutcome.Delivered;
import com.traitly.sender.endpoint.AttemptOutcome.GivenUp;
import com.traitly.sender.endpoint.AttemptOutcome.RetryLater;
import com.traitly.sender.endpoint.AttemptVerdict.Condition;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OutcomeRulesTest {
  private static final Instant NOW = Instant.parse("2026-01-31T09:30:00Z");

  private final OutcomeRules rules =
      new OutcomeRules(RetrySchedule.parse(RetrySchedule.DEFAULT), Duration.ofHours(24));

  @ParameterizedTest
  @CsvSource({
    "200, delivered, WORKING",
    "201, delivered, WORKING",
    "204, delivered, WORKING",
    "299, delivered, WORKING",
    "301, retry_later, REFUSING",
    "307, retry_later, REFUSING",
    "400, retry_later, REFUSING",
    "401, retry_later, REFUSING",
    "404, retry_later, REFUSING",
    "410, retry_later, GONE",
    "429, retry_later, OVERLOADED",
    "500, retry_later, REFUSING",
    "501, retry_later, REFUSING",
    "502, retry_later, OVERLOADED",
    "503, retry_later, OVERLOADED",
    "504, retry_later, OVERLOADED",
    "599, retry_later, REFUSING",
  })
  void judgesByStatus(int status, String outcome, Condition condition) {
    AttemptVerdict verdict = rules.judge(new Answered(status, null, ""), "msg_1", 1, NOW);

    assertThat(verdict.outcome().wireName()).isEqualTo(outcome);
    assertThat(verdict.condition()).isEqualTo(condition);
    assertThat(verdict.pause()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"true, OVERLOADED", "false, REFUSING"})
  void triesAgainWithoutAnAnswer(boolean timedOut, Condition condition) {
    AttemptVerdict verdict = rules.judge(new NoAnswer("why", timedOut), "msg_1", 1, NOW);

    assertThat(verdict.outcome()).isInstanceOf(RetryLater.class);
    assertThat(verdict.condition()).isEqualTo(condition);
  }

  @ParameterizedTest
  @CsvSource({
    "429, 120, 120",
    "503, ' 7 ', 7",
    "503, 999999999, 86400",
    "503, 99999999999999999999, 86400",
    "503, 1000000000, 86400",
    "503, 0000000000000000000007, 7",
    "503, 0, 0",
    "503, '١٢', 0",
    "503, 7.5, 0",
    "503, -5, 0",
    "503, soon, 0",
    "503, '', 0",
    "503, 'Sat, 31 Jan 2026 09:31:00 GMT', 60",
    "503, 'Sat, 31 Jan 2026 09:29:00 GMT', 0",
    "503, 'Sat, 31 Jan 2037 09:29:00 GMT', 86400",
    "503, 'Sat, 31 Jan 2026 09:30:60 GMT', 59",
    "503, 'Saturday, 31-Jan-26 09:31:00 GMT', 60",
    "503, 'Wednesday, 31-Jan-76 09:31:00 GMT', 86400",
    "503, 'Monday, 31-Jan-77 09:31:00 GMT', 0",
    "503, 'Sat Jan 31 09:31:00 2026', 60",
    "503, 'Sun Feb  1 09:30:00 2026', 86400",
    "503, 'Sat Feb 31 09:31:00 2026', 0",
    "503, 'Sat, 31 Jan 2026 25:31:00 GMT', 0",
    "503, 'Sat, 31 Foo 2026 09:31:00 GMT', 0",
    "503, 'sat, 31 jan 2026 09:31:00 gmt', 60",
    "503, 'Sat, 31 Jan 2026 11:31:00 +0200', 60",
    "500, 120, 0",
  })
  void leavesTheEndpointAloneAsLongAsItAsks(int status, String header, long seconds) {
    AttemptVerdict verdict = rules.judge(new Answered(status, header, ""), "msg_1", 1, NOW);

    assertThat(verdict.pause()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(((RetryLater) verdict.outcome()).after())
        .isGreaterThanOrEqualTo(verdict.pause())
        .isGreaterThanOrEqualTo(Duration.ofSeconds(4));
  }

  @Test
  void givesUpWithTheLastAttemptOnly() {
    AttemptResult refused = new Answered(500, null, "");

    assertThat(rules.judge(refused, "msg_1", 9, NOW).outcome()).isInstanceOf(RetryLater.class);
    assertThat(rules.judge(refused, "msg_1", 10, NOW).outcome())
        .isEqualTo(new GivenUp("The receiver answered 500; it was attempt 10, the last"));
    assertThat(rules.judge(new Answered(200, null, ""), "msg_1", 10, NOW).outcome())
        .isEqualTo(new Delivered());
  }
}
