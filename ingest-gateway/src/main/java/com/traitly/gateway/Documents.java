package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.error.FieldError;
import com.traitly.contracts.wire.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The items of a body: one object, an array, {@code {"batch":[…]}}, or objects on lines of their
 * own (NDJSON).
 *
 * @param items in the order sent
 * @param single whether one object was sent, not a batch of one
 */
record Documents(List<Item> items, boolean single) {
  private static final String BATCH = "batch";

  /**
   * One item.
   *
   * @param problems what keeps it from being JSON at all, possible on a line of NDJSON
   */
  record Item(JsonNode json, List<FieldError> problems) {}

  /**
   * Takes a body apart.
   *
   * @throws ApiException {@code malformed_json}, {@code invalid_field} for an empty batch, {@code
   *     too_large}
   */
  static Documents read(byte[] body, @Nullable String contentType) {
    if (isLines(body, contentType)) {
      return batch(lines(body));
    }
    JsonNode json = CallerJson.parse(body);
    if (json.isArray()) {
      return batch(elements(json));
    }
    if (json.has(BATCH) && !json.has(Fields.CUSTOMER_ID)) {
      return batch(elements(json.path(BATCH)));
    }
    return new Documents(List.of(new Item(json, List.of())), true);
  }

  private static Documents batch(List<Item> items) {
    if (items.isEmpty()) {
      throw ApiException.ofFields(
          List.of(
              new FieldError(
                  "", ErrorCode.INVALID_FIELD, "The batch must be a list of at least one item")));
    }
    return new Documents(items, false);
  }

  private static List<Item> elements(JsonNode array) {
    checkCount(array.size());
    List<Item> items = new ArrayList<>(array.size());
    if (array.isArray()) {
      array.forEach(each -> items.add(new Item(each, List.of())));
    }
    return items;
  }

  private static List<Item> lines(byte[] body) {
    List<Item> items = new ArrayList<>();
    Lines lines = new Lines(body);
    while (lines.advance()) {
      checkCount(items.size() + 1);
      items.add(line(lines.bytes()));
    }
    return items;
  }

  private static Item line(byte[] line) {
    try {
      return new Item(CallerJson.parse(line), List.of());
    } catch (ApiException e) {
      return new Item(MissingNode.getInstance(), List.of(new FieldError("", e.code(), e.detail())));
    }
  }

  private static void checkCount(int items) {
    if (items > Limits.BATCH_ITEMS) {
      throw ApiException.of(
          ErrorCode.TOO_LARGE,
          "The batch has more than %d items; send it in parts".formatted(Limits.BATCH_ITEMS));
    }
  }

  /** Without the content type: the first line is an object of its own and another line follows. */
  private static boolean isLines(byte[] body, @Nullable String contentType) {
    Lines lines = new Lines(body);
    if (!lines.advance()) {
      return false;
    }
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("ndjson")) {
      return true;
    }
    return lines.isBraced() && lines.fork().advance() && line(lines.bytes()).problems().isEmpty();
  }
}
