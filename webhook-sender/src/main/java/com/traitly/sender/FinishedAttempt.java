package com.traitly.sender;

import com.traitly.sender.outbox.Waiting;
import com.traitly.sender.rules.AttemptResult;
import com.traitly.sender.rules.Verdict;

/**
 * An attempt that is over and not yet in the stores. Instants are UNIX milliseconds.
 *
 * @param sent what was sent
 * @param activation in which of the endpoint's activations
 * @param startedAt when
 * @param finishedAt when it was over
 * @param result what was seen
 * @param verdict what it means
 */
record FinishedAttempt(
    Waiting sent,
    int activation,
    long startedAt,
    long finishedAt,
    AttemptResult result,
    Verdict verdict) {
  /** Counted from 1. */
  int number() {
    return sent.delivery().attempts() + 1;
  }
}
