package com.traitly.sender.endpoint;

import java.time.Duration;

/** What becomes of a delivery after an attempt: there are only these three. */
public sealed interface AttemptOutcome {
  /** The receiver took it. */
  record Delivered() implements AttemptOutcome {}

  /**
   * It is sent again.
   *
   * @param after how long from now at the earliest
   */
  record RetryLater(Duration after) implements AttemptOutcome {}

  /**
   * It is not sent again and becomes a dead letter.
   *
   * @param reason one sentence
   */
  record GivenUp(String reason) implements AttemptOutcome {}

  /** Its name in the log of attempts and in meters. */
  default String wireName() {
    return switch (this) {
      case Delivered delivered -> "delivered";
      case RetryLater retry -> "retry_later";
      case GivenUp givenUp -> "given_up";
    };
  }
}
