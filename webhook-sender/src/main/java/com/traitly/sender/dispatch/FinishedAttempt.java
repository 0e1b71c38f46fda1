package com.traitly.sender.dispatch;

import com.traitly.sender.outbox.QueuedDelivery;
import com.traitly.sender.rules.AttemptResult;
import com.traitly.sender.rules.AttemptVerdict;

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
public record FinishedAttempt(
    QueuedDelivery sent,
    int activation,
    long startedAt,
    long finishedAt,
    AttemptResult result,
    AttemptVerdict verdict) {
  /** Counted from 1. */
  int number() {
    return sent.delivery().attempts() + 1;
  }
}
