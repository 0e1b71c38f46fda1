package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.Json;
import com.traitly.platform.http.Answers;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to a write. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // carries the body, is never compared
record Answer(int status, byte[] body, Map<String, String> headers) {
  private static final String CREATED = "created";

  /** Some items are stored, and others refused. */
  static final int MIXED = 207;

  private static final int USUAL_ITEM = 160;

  /** Any JSON. */
  static Answer of(int status, JsonNode body) {
    return new Answer(status, Json.bytes(body), Map.of());
  }

  /** Items in the envelope of all writes. */
  static Answer of(int status, String object, long at, List<? extends JsonNode> items) {
    return of(status, object, at, items, new Warnings());
  }

  /** As {@link #of(int, String, long, List)}, with warnings when there are any. */
  static Answer of(
      int status, String object, long at, List<? extends JsonNode> items, Warnings warnings) {
    ObjectNode body = Answers.envelope(object, CREATED, at, items);
    body.set(Fields.METADATA, warnings.metadata());
    return of(status, body);
  }

  /** As {@link #of(int, String, long, List, Warnings)}, with an item for each verdict. */
  static Answer ofVerdicts(
      int status, String object, long at, List<? extends Verdict> verdicts, Warnings warnings) {
    byte[] body =
        Answers.envelopeBytes(
            object,
            CREATED,
            at,
            warnings.metadata(),
            USUAL_ITEM * (verdicts.size() + 1),
            out -> verdicts.forEach(verdict -> verdict.writeItem(out)));
    return new Answer(status, body, Map.of());
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

  void writeTo(Context context) {
    headers.forEach(context::header);
    Answers.json(context, status, body);
  }
}
