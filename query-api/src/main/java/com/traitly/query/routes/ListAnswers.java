package com.traitly.query.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.http.Answers;
import com.traitly.platform.route.EntityTags;
import com.traitly.streams.list.ListRow;
import com.traitly.streams.list.Page;
import com.traitly.streams.list.PageRequest;
import io.javalin.http.Context;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;

/** Writes the answers of reads in the API's envelope. Thread-safe. */
public record ListAnswers(InstantSource clock) {
  private static final String RETRIEVED = "retrieved";
  private static final String WARNINGS = "warnings";
  private static final String NEXT_CURSOR = "next_cursor";

  /** The query parameters of a list that can be filtered by these. */
  static List<String> parameters(List<String> filters) {
    return Stream.concat(filters.stream(), Stream.of(Parameters.LIMIT, Parameters.CURSOR)).toList();
  }

  /**
   * The page of a list that the request asks for, with the cursor of the next one when there may be
   * more.
   *
   * @param ask gets a part of the list from each partition, or its only part
   */
  void page(
      Context ctx,
      String object,
      Cursor cursor,
      boolean descending,
      Function<PageRequest, List<Page>> ask) {
    Parameters parameters = new Parameters(ctx);
    int limit = parameters.limit();
    PageRequest part = new PageRequest(descending, limit + 1, parameters.after(cursor));
    Page page = Page.merge(ask.apply(part), limit, descending);
    ObjectNode body = envelope(object, page.rows().stream().map(ListRow::item).toList());
    Bytes searchedTo = page.searchedTo();
    if (searchedTo != null) {
      body.withObject(Fields.METADATA).put(NEXT_CURSOR, cursor.write(searchedTo));
    }
    Answers.json(ctx, 200, body);
  }

  /** One item, as a list of one. */
  void one(Context ctx, String object, JsonNode item) {
    one(ctx, object, item, Json.array());
  }

  /** One item, as a list of one, with warnings about it. */
  void one(Context ctx, String object, JsonNode item, ArrayNode warnings) {
    ObjectNode body = envelope(object, List.of(item));
    if (!warnings.isEmpty()) {
      body.withObject(Fields.METADATA).set(WARNINGS, warnings);
    }
    Answers.json(ctx, 200, body);
  }

  /** One item with its entity tag; 304 without a body when the caller has it already. */
  void one(Context ctx, String object, String etag, JsonNode item) {
    ctx.header("ETag", etag);
    if (EntityTags.hasCurrent(ctx.header("If-None-Match"), etag)) {
      ctx.status(304);
    } else {
      one(ctx, object, item);
    }
  }

  private ObjectNode envelope(String object, List<JsonNode> items) {
    return Answers.envelope(object, RETRIEVED, clock.instant().getEpochSecond(), items);
  }
}
