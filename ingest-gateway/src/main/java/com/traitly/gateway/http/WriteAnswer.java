package com.traitly.gateway.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.publish.WritePositions;
import com.traitly.platform.http.Answers;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The answer to a write. Immutable. */
@SuppressWarnings("ArrayRecordComponent") // carries the body, is never compared
public record WriteAnswer(int status, byte[] body, Map<String, String> headers) {
  private static final String CREATED = "created";

  /** Status when some items are stored and others are refused. */
  public static final int MIXED = 207;

  private static final int USUAL_ITEM = 160;

  /** An answer with any JSON as its body. */
  public static WriteAnswer of(int status, JsonNode body) {
    return new WriteAnswer(status, Json.bytes(body), Map.of());
  }

  /** An answer with items in the envelope that all writes share. */
  public static WriteAnswer of(int status, String object, long at, List<? extends JsonNode> items) {
    return of(status, object, at, items, new Warnings());
  }

  /** As {@link #of(int, String, long, List)}, with warnings when there are any. */
  public static WriteAnswer of(
      int status, String object, long at, List<? extends JsonNode> items, Warnings warnings) {
    ObjectNode body = Answers.envelope(object, CREATED, at, items);
    body.set(Fields.METADATA, warnings.metadata());
    return of(status, body);
  }

  /** As {@link #of(int, String, long, List, Warnings)}, with an item for each verdict. */
  public static WriteAnswer ofVerdicts(
      int status, String object, long at, List<? extends ItemVerdict> verdicts, Warnings warnings) {
    byte[] body =
        Answers.envelopeBytes(
            object,
            CREATED,
            at,
            warnings.metadata(),
            USUAL_ITEM * (verdicts.size() + 1),
            out -> verdicts.forEach(verdict -> verdict.writeItem(out)));
    return new WriteAnswer(status, body, Map.of());
  }

  public WriteAnswer with(String header, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(header, value);
    return new WriteAnswer(status, body, Map.copyOf(more));
  }

  /** This answer with the positions of the write. */
  public WriteAnswer at(WritePositions positions) {
    return with(WritePositions.HEADER, positions.text());
  }

  void writeTo(Context context) {
    headers.forEach(context::header);
    Answers.json(context, status, body);
  }
}
