package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.http.Answers;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.Row;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/** Writes the answers of reads in the API's envelope. Thread-safe. */
record ListAnswers(InstantSource clock) {
  private static final String RETRIEVED = "retrieved";
  private static final String WARNINGS = "warnings";
  private static final String NEXT_CURSOR = "next_cursor";

  /** A page of a list, with the cursor of the next one when there may be more. */
  public void page(Context ctx, String object, Page page, Cursor cursor) {
    ObjectNode body = envelope(object, page.rows().stream().map(Row::item).toList());
    Bytes searchedTo = page.searchedTo();
    if (searchedTo != null) {
      body.withObject(Fields.METADATA).put(NEXT_CURSOR, cursor.write(searchedTo));
    }
    Answers.json(ctx, 200, body);
  }

  /** One item, as a list of one. */
  public void one(Context ctx, String object, JsonNode item) {
    one(ctx, object, item, Json.array());
  }

  /** One item, as a list of one, with warnings about it. */
  public void one(Context ctx, String object, JsonNode item, ArrayNode warnings) {
    ObjectNode body = envelope(object, List.of(item));
    if (!warnings.isEmpty()) {
      body.withObject(Fields.METADATA).set(WARNINGS, warnings);
    }
    Answers.json(ctx, 200, body);
  }

  private ObjectNode envelope(String object, List<JsonNode> items) {
    return Answers.envelope(object, RETRIEVED, clock.instant().getEpochSecond(), items);
  }
}
