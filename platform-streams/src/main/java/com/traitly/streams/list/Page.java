package com.traitly.streams.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A piece of an ordered list.
 *
 * @param rows in order
 * @param searchedTo place up to which the rows are complete; null when nothing follows them
 */
public record Page(List<ListRow> rows, @Nullable Bytes searchedTo) {
  private static final String ROWS = "rows";
  private static final String PLACE = "place";
  private static final String ITEM = "item";
  private static final String SEARCHED_TO = "searched_to";

  /** A page with nothing on it and nothing after it. */
  public static Page empty() {
    return new Page(List.of(), null);
  }

  /**
   * Merges pages of several lists into the first page of their common list.
   *
   * @param pages one of each list, all from the same place on, with one row more than {@code limit}
   *     where the list has that many
   * @param limit at most this many rows
   */
  public static Page merge(List<Page> pages, int limit, boolean descending) {
    Comparator<Bytes> order = order(descending);
    Bytes horizon = null;
    for (Page each : pages) {
      Bytes to = each.searchedTo();
      if (to != null && (horizon == null || order.compare(to, horizon) < 0)) {
        horizon = to;
      }
    }
    List<ListRow> merged = new ArrayList<>();
    for (Page each : pages) {
      for (ListRow row : each.rows()) {
        // Beyond the horizon one of the lists may hold rows that belong in between.
        if (horizon == null || order.compare(row.place(), horizon) <= 0) {
          merged.add(row);
        }
      }
    }
    merged.sort(Comparator.comparing(ListRow::place, order));
    if (merged.size() <= limit) {
      return new Page(merged, horizon);
    }
    List<ListRow> first = List.copyOf(merged.subList(0, limit));
    return new Page(first, first.getLast().place());
  }

  /** For the state protocol. */
  public ObjectNode json() {
    ObjectNode json = Json.object();
    ArrayNode array = json.putArray(ROWS);
    for (ListRow row : rows) {
      array.addObject().put(PLACE, encoded(row.place())).set(ITEM, row.item());
    }
    return searchedTo == null ? json : json.put(SEARCHED_TO, encoded(searchedTo));
  }

  /** Reads {@link #json}. */
  public static Page read(JsonNode json) {
    List<ListRow> rows = new ArrayList<>();
    for (JsonNode row : json.required(ROWS)) {
      rows.add(new ListRow(decoded(row.required(PLACE)), row.required(ITEM)));
    }
    JsonNode to = json.path(SEARCHED_TO);
    return new Page(rows, to.isTextual() ? decoded(to) : null);
  }

  /** Reads the pages of several partitions. */
  public static List<Page> readAll(List<JsonNode> pages) {
    return pages.stream().map(Page::read).toList();
  }

  private static Comparator<Bytes> order(boolean descending) {
    return descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  private static String encoded(Bytes bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.get());
  }

  private static Bytes decoded(JsonNode text) {
    return Bytes.wrap(Base64.getUrlDecoder().decode(text.asText()));
  }
}
