package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
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

  /** Any JSON. */
  static Answer of(int status, JsonNode body) {
    return new Answer(status, Json.bytes(body), Map.of());
  }

  /** Items in the envelope of all writes. */
  static Answer of(int status, String object, long at, List<? extends JsonNode> items) {
    return of(status, Answers.envelope(object, CREATED, at, items));
  }

  /** As {@link #of(int, String, long, List)}, of items that are JSON already. */
  static Answer ofItems(int status, String object, long at, List<byte[]> items) {
    return new Answer(status, Answers.envelopeBytes(object, CREATED, at, items), Map.of());
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
