package com.traitly.sender;

import com.traitly.contracts.model.Endpoint;
import com.traitly.sender.outbox.Lanes;
import com.traitly.sender.outbox.Waiting;

/**
 * Spares an endpoint changes that are small against the likelihood it was last sent. Only the
 * stream thread may call.
 *
 * <p>While a message of the same subject waits, a newer one is never too small: it brings what
 * waits up to date.
 *
 * @param lanes know what waits, and what was sent last
 */
record SmallChanges(Lanes lanes) {
  /** Whether the endpoint is not to be told. */
  boolean tooSmall(Endpoint endpoint, Waiting arrived, Content content) {
    double delta = endpoint.interest().minDelta();
    if (delta == 0 || !content.comparable()) {
      return false;
    }
    Waiting before = lanes.newest(arrived);
    if (before == null) {
      Double sent = lanes.lastSent(arrived);
      return sent != null && content.within(delta, sent);
    }
    Double inFlight = lanes.isInFlight(before) ? Content.of(before.delivery()).likelihood() : null;
    return inFlight != null && content.within(delta, inFlight);
  }

  /** The receiver took it. */
  void delivered(Endpoint endpoint, Waiting sent) {
    if (endpoint.interest().minDelta() > 0 && !sent.delivery().resent()) {
      Double likelihood = Content.of(sent.delivery()).likelihood();
      if (likelihood != null) {
        lanes.remember(sent, likelihood);
      }
    }
  }
}
