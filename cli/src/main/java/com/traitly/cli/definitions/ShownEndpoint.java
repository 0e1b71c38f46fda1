package com.traitly.cli.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.ReceiverUrl;
import java.util.List;
import java.util.Map;

/** Brings an endpoint from a file into the form in which the server shows endpoints. */
final class ShownEndpoint {
  private ShownEndpoint() {}

  /** A URL in its one form, with what looks secret masked; as it is when it is no URL. */
  static String url(String url) {
    try {
      Destination destination = new Destination(ReceiverUrl.parse(url).toString(), Map.of());
      return destination.sealed(text -> new EncryptedText("", "")).shownUrl();
    } catch (IllegalArgumentException e) {
      return url;
    }
  }

  /** Makes lists of single values and masks the values of headers. */
  static void show(ObjectNode endpoint) {
    for (String list : List.of("objects", "goal_names")) {
      JsonNode given = endpoint.path(list);
      if (given.isTextual()) {
        endpoint.putArray(list).add(given);
      }
    }
    if (endpoint.path("filter") instanceof ObjectNode filter
        && filter.path("first_action").isTextual()) {
      JsonNode action = filter.path("first_action");
      filter.putArray("first_action").add(action);
    }
    // A null stands for the default, which the server shows.
    endpoint.properties().removeIf(field -> field.getValue().isNull());
    if (endpoint.path("headers") instanceof ObjectNode headers) {
      ObjectNode masked = Json.object();
      headers.fieldNames().forEachRemaining(name -> masked.put(name, Destination.MASK));
      endpoint.set("headers", masked);
    }
  }
}
