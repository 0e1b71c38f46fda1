package com.traitly.gateway;

import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.JsonCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The items of a body: one object, an array, {@code {"batch":[…]}}, or objects on lines of their
 * own (NDJSON). Each is judged when the parser comes to it; single-threaded.
 */
final class Documents {
  private static final String BATCH = "batch";

  private final byte[] body;
  private final Judge judge;
  private final List<Verdict> verdicts = new ArrayList<>();

  private Documents(byte[] body, Judge judge) {
    this.body = body;
    this.judge = judge;
  }

  /** Says what an item is worth. */
  @FunctionalInterface
  interface Judge {
    /**
     * The verdict.
     *
     * @param at at the item's first token; is left at its last
     * @param single whether the body is one object, not a batch of one
     */
    Verdict judge(JsonCursor at, boolean single);
  }

  /**
   * Judges all items of a body.
   *
   * @return a verdict for each item, in the order sent
   * @throws ApiException {@code malformed_json}; {@code invalid_field} for what is no batch though
   *     it looks like one; {@code too_large}; and all problems of an item that came alone
   */
  static List<Verdict> judge(byte[] body, @Nullable String contentType, Judge judge) {
    Documents documents = new Documents(body, judge);
    if (Lines.are(body, contentType)) {
      documents.readLines();
    } else if (Lines.beginWith(body, '[')) {
      documents.readArray();
    } else if (!documents.readEnvelope()) {
      documents.verdicts.clear();
      documents.readSingle();
    }
    if (documents.verdicts.isEmpty()) {
      throw noBatch("", "The batch must be a list of at least one item");
    }
    return documents.verdicts;
  }

  private void readLines() {
    Lines lines = new Lines(body);
    while (lines.advance()) {
      checkCount();
      verdicts.add(line(lines));
    }
  }

  private Verdict line(Lines lines) {
    try (JsonCursor at = lines.cursor()) {
      at.require();
      Verdict verdict = judged(at, false);
      at.requireEnd();
      return verdict;
    } catch (ApiException e) {
      return new Verdict.Bad(
          MissingNode.getInstance(), List.of(new FieldError("", e.code(), e.detail())));
    }
  }

  private void readArray() {
    try (JsonCursor at = new JsonCursor(body, 0, body.length)) {
      at.require();
      readElements(at);
      at.requireEnd();
    }
  }

  /** Reads {@code {"batch":[…]}}; false when the body is anything else. */
  private boolean readEnvelope() {
    try (JsonCursor at = new JsonCursor(body, 0, body.length)) {
      if (at.require() != JsonToken.START_OBJECT
          || !at.isNextName(BATCH)
          || at.require() != JsonToken.START_ARRAY) {
        return false;
      }
      readElements(at);
      if (at.require() != JsonToken.END_OBJECT) {
        return false;
      }
      at.requireEnd();
      return true;
    }
  }

  private void readElements(JsonCursor at) {
    while (at.require() != JsonToken.END_ARRAY) {
      checkCount();
      verdicts.add(judged(at, false));
    }
  }

  private void readSingle() {
    try (JsonCursor at = new JsonCursor(body, 0, body.length)) {
      at.require();
      Verdict verdict = judged(at, true);
      at.requireEnd();
      if (verdict instanceof Verdict.Bad bad) {
        refuseSpoiltEnvelope();
        throw ApiException.ofFields(bad.problems());
      }
      verdicts.add(verdict);
    }
  }

  private Verdict judged(JsonCursor at, boolean single) {
    int start = at.start();
    Verdict verdict = judge.judge(at, single);
    return verdict.within(at.end() - start);
  }

  /** What is beside a batch would be lost, so it is not taken for one. */
  private void refuseSpoiltEnvelope() {
    JsonNode json = CallerJson.parse(body);
    if (json.has(BATCH) && !json.has(Fields.CUSTOMER_ID)) {
      throw noBatch(
          "/" + BATCH, "batch must be a list of at least one item, with nothing beside it");
    }
  }

  private static ApiException noBatch(String pointer, String message) {
    return ApiException.ofFields(
        List.of(new FieldError(pointer, ErrorCode.INVALID_FIELD, message)));
  }

  private void checkCount() {
    if (verdicts.size() == Limits.BATCH_ITEMS) {
      throw ApiException.of(
          ErrorCode.TOO_LARGE,
          "The batch has more than %d items; send it in parts".formatted(Limits.BATCH_ITEMS));
    }
  }
}
