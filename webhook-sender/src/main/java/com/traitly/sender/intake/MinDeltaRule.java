package com.traitly.sender.intake;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.QueuedDelivery;

/**
 * Spares an endpoint changes that are small against the likelihood it was last sent. Only the
 * stream thread may call.
 *
 * <p>While a message of the same subject waits, a newer one is never too small: it brings what
 * waits up to date.
 *
 * @param lanes know what waits, and what was sent last
 */
public record MinDeltaRule(DeliveryQueues lanes) {
  /** Whether the endpoint is not to be told. */
  public boolean tooSmall(Endpoint endpoint, QueuedDelivery arrived, AnnouncementContent content) {
    double delta = endpoint.interest().minDelta();
    if (delta == 0 || !content.comparable()) {
      return false;
    }
    QueuedDelivery before = lanes.newest(arrived);
    if (before == null) {
      Double sent = lanes.lastSent(arrived);
      return sent != null && content.within(delta, sent);
    }
    Double inFlight =
        lanes.isInFlight(before) ? AnnouncementContent.of(before.delivery()).likelihood() : null;
    return inFlight != null && content.within(delta, inFlight);
  }

  /** The receiver took it. */
  public void delivered(Endpoint endpoint, QueuedDelivery sent) {
    if (endpoint.interest().minDelta() > 0 && !sent.delivery().resent()) {
      Double likelihood = AnnouncementContent.of(sent.delivery()).likelihood();
      if (likelihood != null) {
        lanes.remember(sent, likelihood);
      }
    }
  }
}
