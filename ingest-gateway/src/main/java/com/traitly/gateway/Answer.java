package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.http.Answers;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to a write. Immutable. */
record Answer(int status, JsonNode body, Map<String, String> headers) {
  /** Items in the envelope of all writes. */
  static Answer of(int status, String object, long at, List<? extends JsonNode> items) {
    return new Answer(status, Answers.envelope(object, "created", at, items), Map.of());
  }

  Answer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new Answer(status, body, Map.copyOf(more));
  }

  /** This answer, telling how far the write reached. */
  Answer at(Positions positions) {
    return with(Positions.HEADER, positions.text());
  }

  /** This answer with its warnings, when there are any. */
  Answer warning(Warnings warnings) {
    if (warnings.json().isEmpty()) {
      return this;
    }
    ObjectNode warned = body.deepCopy();
    warned.withObject(Fields.METADATA).set("warnings", warnings.json());
    return new Answer(status, warned, headers);
  }

  void writeTo(Context context) {
    headers.forEach(context::header);
    Answers.json(context, status, body);
  }
}
