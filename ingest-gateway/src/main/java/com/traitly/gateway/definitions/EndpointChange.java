package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.EndpointJson;
import java.util.List;
import java.util.Map;

/**
 * A stored endpoint with the fields of a PATCH in place of its own. A caller can send back what it
 * was shown: a mask then means the value that it hides.
 */
record EndpointChange(Endpoint before, Destination stored, Problems problems) {
  static final String ENABLED = "enabled";

  private static final String URL = "url";
  private static final String HEADERS = "headers";
  private static final List<String> SWITCHES = List.of(ENABLED, "paused");

  /** The changed endpoint in the form of a creation's body. */
  ObjectNode merged(JsonNode sent) {
    ObjectNode shown = EndpointJson.item(before);
    ObjectNode merged = shown.deepCopy();
    merged.put(URL, stored.url());
    ObjectNode values = merged.putObject(HEADERS);
    stored.headers().forEach(values::put);
    if (sent instanceof ObjectNode fields) {
      fields
          .properties()
          .forEach(each -> merged.set(each.getKey(), changed(each, shown.get(each.getKey()))));
    } else {
      problems.invalid("", "must be a JSON object");
    }
    refuseWhatIsOurs(sent, shown);
    merged.remove(EndpointJson.OURS);
    return merged;
  }

  private JsonNode changed(Map.Entry<String, JsonNode> field, JsonNode shown) {
    JsonNode value = field.getValue();
    // For other fields null means the same as leaving the field out of a creation. That could flip
    // a switch.
    if (value.isNull() && SWITCHES.contains(field.getKey())) {
      problems.invalid("/" + field.getKey(), "must be true or false; leave it out to keep it");
    }
    return switch (field.getKey()) {
      case URL -> value.equals(shown) ? TextNode.valueOf(stored.url()) : value;
      case HEADERS -> value instanceof ObjectNode headers ? unmasked(headers) : value;
      default -> value;
    };
  }

  private ObjectNode unmasked(ObjectNode headers) {
    ObjectNode unmasked = headers.deepCopy();
    headers
        .properties()
        .forEach(each -> {
          if (each.getValue().asText().equals(Destination.MASK)) {
            stored
                .headers()
                .forEach((name, value) -> {
                  if (name.equalsIgnoreCase(each.getKey())) {
                    unmasked.put(each.getKey(), value);
                  }
                });
          }
        });
    return unmasked;
  }

  private void refuseWhatIsOurs(JsonNode sent, ObjectNode shown) {
    for (String name : EndpointJson.OURS) {
      if (sent.has(name) && !sent.path(name).equals(shown.path(name))) {
        problems.invalid("/" + name, "is ours to say and cannot be changed; leave it out");
      }
    }
  }
}
