package com.traitly.sender.dispatch;

import com.traitly.sender.endpoint.AttemptVerdict;
import com.traitly.sender.http.AttemptResult;
import com.traitly.sender.outbox.QueuedDelivery;

/**
 * An attempt that is over and not yet in the stores. Instants are UNIX milliseconds.
 *
 * @param sent what was sent
 * @param activation of the endpoint in which it was made
 * @param startedAt when it began
 * @param finishedAt when it ended
 * @param result what was seen of the request
 * @param verdict what it means
 */
record FinishedAttempt(
    QueuedDelivery sent,
    int activation,
    long startedAt,
    long finishedAt,
    AttemptResult result,
    AttemptVerdict verdict) {
  /** The attempt's number, counted from 1. */
  int number() {
    return sent.delivery().attempts() + 1;
  }
}
