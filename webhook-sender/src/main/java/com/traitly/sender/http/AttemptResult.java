package com.traitly.sender.http;

import org.jspecify.annotations.Nullable;

/** What was seen of one POST. */
public sealed interface AttemptResult {
  /**
   * The receiver answered.
   *
   * @param status HTTP status
   * @param retryAfter the header of that name as received, null when there was none
   * @param excerpt start of the body
   */
  record Answered(int status, @Nullable String retryAfter, String excerpt)
      implements AttemptResult {}

  /**
   * No whole answer came.
   *
   * @param reason one sentence for the log
   * @param timedOut whether the deadline passed, as opposed to a connection refused or broken
   */
  record NoAnswer(String reason, boolean timedOut) implements AttemptResult {}

  /** The receiver's HTTP status, null when there was no answer. */
  default @Nullable Integer receivedStatus() {
    return switch (this) {
      case Answered answered -> answered.status;
      case NoAnswer none -> null;
    };
  }

  /** Excerpt of the answer, or why there was none. */
  default String detail() {
    return switch (this) {
      case Answered answered -> answered.excerpt;
      case NoAnswer none -> none.reason;
    };
  }
}
