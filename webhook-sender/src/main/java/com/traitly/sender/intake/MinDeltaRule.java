package com.traitly.sender.intake;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.sender.outbox.DeliveryQueues;
import com.traitly.sender.outbox.QueuedDelivery;

/**
 * Drops changes of likelihood that are too close to the likelihood last sent to an endpoint. Only
 * the stream thread may call it.
 *
 * <p>While a message of the same subject waits, a newer one is never too small: it brings the
 * waiting one up to date.
 *
 * @param queues know which messages wait, and which likelihood was sent last
 */
public record MinDeltaRule(DeliveryQueues queues) {
  /** Whether the change is too small to be sent to the endpoint. */
  public boolean tooSmall(Endpoint endpoint, QueuedDelivery arrived, AnnouncementContent content) {
    double delta = endpoint.interest().minDelta();
    if (delta == 0 || !content.comparable()) {
      return false;
    }
    QueuedDelivery before = queues.newest(arrived);
    if (before == null) {
      Double sent = queues.lastSent(arrived);
      return sent != null && content.within(delta, sent);
    }
    Double inFlight =
        queues.index().isInFlight(before)
            ? AnnouncementContent.of(before.delivery()).likelihood()
            : null;
    return inFlight != null && content.within(delta, inFlight);
  }

  /** Remembers the likelihood of a delivery that the receiver took. */
  public void delivered(Endpoint endpoint, QueuedDelivery sent) {
    if (endpoint.interest().minDelta() > 0 && !sent.delivery().resent()) {
      Double likelihood = AnnouncementContent.of(sent.delivery()).likelihood();
      if (likelihood != null) {
        queues.remember(sent, likelihood);
      }
    }
  }
}
