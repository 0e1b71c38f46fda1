package com.traitly.sender.endpoint;

import com.traitly.sender.endpoint.AttemptOutcome.Delivered;
import com.traitly.sender.endpoint.AttemptOutcome.GivenUp;
import com.traitly.sender.endpoint.AttemptOutcome.RetryLater;
import com.traitly.sender.endpoint.AttemptVerdict.Condition;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import java.time.Duration;
import java.time.Instant;

/**
 * Says what the result of an attempt means; no other class does.
 *
 * @param schedule when to try again
 * @param longestRetryAfter a longer wait that a receiver asks for is cut to this
 */
public record OutcomeRules(RetrySchedule schedule, Duration longestRetryAfter) {
  /** The status by which a receiver says that it will never take anything again. */
  public static final int GONE = 410;

  /**
   * Judges an attempt.
   *
   * @param deliveryId of the delivery
   * @param number of the attempt, from 1
   * @param now when it finished
   */
  public AttemptVerdict judge(AttemptResult result, String deliveryId, int number, Instant now) {
    return switch (result) {
      case Answered answered when answered.status() / 100 == 2 ->
          new AttemptVerdict(new Delivered(), Condition.WORKING, Duration.ZERO);
      case Answered answered -> {
        Condition condition = condition(answered.status());
        Duration asked =
            condition == Condition.OVERLOADED
                ? RetryAfter.parse(answered.retryAfter(), now, longestRetryAfter)
                : Duration.ZERO;
        String reason = "The receiver answered " + answered.status();
        yield new AttemptVerdict(next(deliveryId, number, asked, reason), condition, asked);
      }
      case NoAnswer none ->
          new AttemptVerdict(
              next(deliveryId, number, Duration.ZERO, none.reason()),
              none.timedOut() ? Condition.OVERLOADED : Condition.REFUSING,
              Duration.ZERO);
    };
  }

  private static Condition condition(int status) {
    return switch (status) {
      case GONE -> Condition.GONE;
      case 429, 502, 503, 504 -> Condition.OVERLOADED;
      default -> Condition.REFUSING;
    };
  }

  private AttemptOutcome next(String deliveryId, int number, Duration asked, String reason) {
    return schedule
        .after(deliveryId, number)
        .<AttemptOutcome>map(
            scheduled -> new RetryLater(scheduled.compareTo(asked) >= 0 ? scheduled : asked))
        .orElseGet(() -> new GivenUp(reason + "; it was attempt " + number + ", the last"));
  }
}
