package com.traitly.sender.intake;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.Fields;
import com.traitly.sender.outbox.Delivery;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an announcement that endpoints filter by.
 *
 * @param likelihood that a change of likelihood announces; null for the other kind
 * @param firstAction name of the event that is recommended first; null when none is
 */
public record AnnouncementContent(@Nullable Double likelihood, @Nullable String firstAction) {
  static AnnouncementContent of(String object, JsonNode body) {
    JsonNode first = body.path(Fields.DATA).path(0);
    if (object.equals(AnnouncementObject.GOAL_PROPENSITY_CHANGE.wireName())) {
      JsonNode likelihood = first.path(Fields.LIKELIHOOD);
      return new AnnouncementContent(
          likelihood.isNumber() ? (Double) likelihood.doubleValue() : null, null);
    }
    return new AnnouncementContent(null, first.path(Fields.EVENT_NAME).textValue());
  }

  /** The content of a delivery. */
  static AnnouncementContent of(Delivery delivery) {
    return of(delivery.object(), Json.read(delivery.body().get()));
  }

  /** Whether the endpoint's filter lets it pass. */
  boolean passes(Endpoint endpoint, String object) {
    var filter = endpoint.interest().filter();
    return object.equals(AnnouncementObject.GOAL_PROPENSITY_CHANGE.wireName())
        ? likelihood == null || filter.takes(likelihood)
        : filter.takesFirst(firstAction);
  }

  /** Whether it has a likelihood that may be too close to another to be worth sending. */
  boolean comparable() {
    // Reached and expired are always sent.
    return likelihood != null && likelihood > 0 && likelihood < 1;
  }

  /** Whether its likelihood differs from another by less than {@code delta}. */
  boolean within(double delta, double other) {
    return likelihood != null && Math.abs(likelihood - other) < delta - 1e-12;
  }
}
