package com.traitly.gateway.intake;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.json.JsonCursor;
import com.traitly.contracts.wire.Fields;
import com.traitly.gateway.http.ItemVerdict;
import com.traitly.gateway.http.RequestLimits;
import com.traitly.gateway.http.Warnings;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a body: one object, an array, {@code {"batch":[…]}}, or objects on lines of their
 * own (NDJSON). Each item is checked when the parser reaches it. Single-threaded.
 */
final class BatchDocuments {
  private static final String BATCH = "batch";

  private final byte[] body;
  private final ItemReader reader;
  private final List<ItemVerdict> verdicts = new ArrayList<>();

  /** Checks the items of one request. Single-threaded. */
  @FunctionalInterface
  interface ItemReader {
    /**
     * Checks one item: good with its record, or bad with all its problems.
     *
     * @param at at the item's first token; left at its last
     * @param single whether the body is one object, not a batch of one; then the request's headers
     *     are about it
     */
    ItemVerdict read(JsonCursor at, boolean single);

    /** Warnings about the good items that were read so far. */
    default Warnings warnings() {
      return new Warnings();
    }
  }

  private BatchDocuments(byte[] body, ItemReader reader) {
    this.body = body;
    this.reader = reader;
  }

  /**
   * Checks all items of a body.
   *
   * @return a verdict for each item, in the order sent
   * @throws ApiException {@code malformed_json}; {@code invalid_field} when the body looks like a
   *     batch but is none; {@code too_large}; all problems of an item that comes alone
   */
  static List<ItemVerdict> judge(byte[] body, @Nullable String contentType, ItemReader reader) {
    BatchDocuments documents = new BatchDocuments(body, reader);
    if (Lines.are(body, contentType)) {
      documents.readLines();
    } else {
      documents.readJson();
    }
    if (documents.verdicts.isEmpty()) {
      throw noBatch("", "The batch must be a list of at least one item");
    }
    return documents.verdicts;
  }

  private void readLines() {
    Lines lines = new Lines(body);
    while (lines.advance()) {
      refuseBeyondLimit(verdicts.size() + 1);
      verdicts.add(line(lines));
    }
  }

  private ItemVerdict line(Lines lines) {
    try (JsonCursor at = lines.cursor()) {
      at.require();
      ItemVerdict verdict = judged(at, false);
      at.requireEnd();
      return verdict;
    } catch (ApiException e) {
      return new ItemVerdict.Bad(field -> null, List.of(new FieldError("", e.code(), e.detail())));
    }
  }

  private void readJson() {
    try (JsonCursor at = new JsonCursor(body, 0, body.length)) {
      if (Lines.beginWith(body, '[')) {
        readArray(at);
      } else if (!readEnvelope(at)) {
        verdicts.clear();
        try (JsonCursor again = at.again()) {
          readSingle(again);
        }
      }
    }
  }

  private void readArray(JsonCursor at) {
    at.require();
    int elements = readElements(at);
    at.requireEnd();
    refuseBeyondLimit(elements);
  }

  /** Reads {@code {"batch":[…]}}; false when the body is anything else. */
  private boolean readEnvelope(JsonCursor at) {
    if (at.require() != JsonToken.START_OBJECT
        || !at.isNextName(BATCH)
        || at.require() != JsonToken.START_ARRAY) {
      return false;
    }
    int elements = readElements(at);
    if (at.require() != JsonToken.END_OBJECT) {
      return false;
    }
    at.requireEnd();
    refuseBeyondLimit(elements);
    return true;
  }

  /**
   * Checks as many items as a batch may have and skips the rest; returns how many there are in all.
   */
  private int readElements(JsonCursor at) {
    int elements = 0;
    for (; at.require() != JsonToken.END_ARRAY; elements++) {
      if (elements < RequestLimits.BATCH_ITEMS) {
        verdicts.add(judged(at, false));
      } else {
        at.skip();
      }
    }
    return elements;
  }

  private void readSingle(JsonCursor at) {
    at.require();
    ItemVerdict verdict = judged(at, true);
    at.requireEnd();
    if (verdict instanceof ItemVerdict.Bad bad) {
      refuseSpoiltEnvelope(at);
      throw ApiException.ofFields(bad.problems());
    }
    if (body.length > RequestLimits.REQUEST_BYTES) {
      throw ApiException.of(
          ErrorCode.TOO_LARGE,
          "The body is larger than %s and has one item only; send it without the space around it"
              .formatted(RequestLimits.inWords(RequestLimits.REQUEST_BYTES)));
    }
    verdicts.add(verdict);
  }

  private ItemVerdict judged(JsonCursor at, boolean single) {
    int start = at.start();
    ItemVerdict verdict = reader.read(at, single);
    return verdict.within(at.end() - start);
  }

  /** Fields beside a batch would be lost, so such a body does not count as a batch. */
  private static void refuseSpoiltEnvelope(JsonCursor read) {
    JsonNode json;
    try (JsonCursor at = read.again()) {
      at.require();
      json = at.value();
    }
    if (json.has(BATCH) && !json.has(Fields.CUSTOMER_ID)) {
      throw noBatch(
          "/" + BATCH, "batch must be a list of at least one item, with nothing beside it");
    }
  }

  private static ApiException noBatch(String pointer, String message) {
    return ApiException.ofFields(
        List.of(new FieldError(pointer, ErrorCode.INVALID_FIELD, message)));
  }

  private static void refuseBeyondLimit(int items) {
    if (items > RequestLimits.BATCH_ITEMS) {
      throw ApiException.of(
          ErrorCode.TOO_LARGE,
          "The batch has more than %d items; send it in parts"
              .formatted(RequestLimits.BATCH_ITEMS));
    }
  }
}
