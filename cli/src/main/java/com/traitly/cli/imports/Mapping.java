package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.cli.input.Row;
import com.traitly.cli.input.UnusableInput;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.wire.TimePattern;
import com.traitly.contracts.wire.UntypedText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a row into an event or a customer as the API takes it: columns are renamed, constants
 * added, times read. Cells of a file without types become numbers and booleans where they look like
 * one. Immutable.
 */
final class Mapping {
  private static final Set<String> TIMES = Set.of("created_at", "updated_at");
  private static final List<String> IGNORED =
      List.of(Rejects.FILE, Rejects.ROW, Rejects.REASON, Rejects.UNTYPED, Row.Broken.TEXT);

  private final Kind kind;
  private final MappingOptions options;
  private final Map<String, List<String>> fieldsOf = new HashMap<>();
  private final @Nullable TimePattern times;

  private Mapping(Kind kind, MappingOptions options) {
    this.kind = kind;
    this.options = options;
    options.map.forEach(
        (field, column) -> fieldsOf.computeIfAbsent(column, of -> new ArrayList<>()).add(field));
    times = times(options);
  }

  private static @Nullable TimePattern times(MappingOptions options) {
    String pattern = options.timeFormat;
    try {
      return pattern == null ? null : TimePattern.of(pattern, options.zone);
    } catch (IllegalArgumentException e) {
      throw new UnusableInput("--time-format '%s' %s.".formatted(pattern, e.getMessage()));
    }
  }

  /**
   * The mapping of a source.
   *
   * @param columns columns of the source, or the fields of its first rows
   * @throws UnusableInput when a mapped column is missing, a required field has no column, or it
   *     cannot be told what the rows are
   */
  static Mapping of(MappingOptions options, List<String> columns) {
    Set<String> fields = new HashSet<>(options.constants.keySet());
    for (Map.Entry<String, String> mapped : options.map.entrySet()) {
      if (!columns.contains(mapped.getValue())) {
        throw new UnusableInput(
            "there is no column \"%s\" to take %s from. The columns are: %s."
                .formatted(mapped.getValue(), mapped.getKey(), String.join(", ", columns)));
      }
      fields.add(mapped.getKey());
    }
    columns.stream()
        .filter(column -> !options.map.containsValue(column) && !options.dropped.contains(column))
        .forEach(fields::add);
    Kind kind = options.kind == null ? kind(fields) : options.kind;
    for (String required : kind.required()) {
      if (!fields.contains(required)) {
        throw new UnusableInput(Hints.missing(kind, required, columns, options.kind == null));
      }
    }
    return new Mapping(kind, options);
  }

  Kind kind() {
    return kind;
  }

  /**
   * Returns the item.
   *
   * @param untyped whether all values are texts because the format has no types
   * @throws RowRefused when a value cannot be read
   */
  ObjectNode item(ObjectNode row, boolean untyped) throws RowRefused {
    ObjectNode item = Json.object();
    boolean texts = untyped || row.path(Rejects.UNTYPED).asBoolean();
    for (Map.Entry<String, JsonNode> cell : row.properties()) {
      String column = cell.getKey();
      if (options.dropped.contains(column) || IGNORED.contains(column)) {
        continue;
      }
      List<String> fields = fieldsOf.get(column);
      if (fields != null) {
        for (String field : fields) {
          item.set(field, value(field, column, cell.getValue(), texts));
        }
      } else if (!options.map.containsKey(column)) {
        item.set(column, value(column, column, cell.getValue(), texts));
      }
    }
    for (Map.Entry<String, String> constant : options.constants.entrySet()) {
      String field = constant.getKey();
      item.set(field, value(field, "", TextNode.valueOf(constant.getValue()), true));
    }
    return item;
  }

  private JsonNode value(String field, String column, JsonNode given, boolean untyped)
      throws RowRefused {
    if (times != null && TIMES.contains(field) && given.isValueNode() && !given.isNull()) {
      String instant = times.instant(given.asText());
      if (instant == null) {
        throw new RowRefused("%s is not in the format '%s'".formatted(field, times));
      }
      return TextNode.valueOf(instant);
    }
    if (field.equals("customer_id") && given.isNumber()) {
      return TextNode.valueOf(given.asText());
    }
    return untyped && !options.texts.contains(column)
        ? UntypedText.value(field, given.asText())
        : given;
  }

  private static Kind kind(Set<String> fields) {
    if (fields.contains("email") || fields.contains("plan")) {
      return Kind.CUSTOMERS;
    }
    if (fields.contains("name") || fields.contains("event_id")) {
      return Kind.EVENTS;
    }
    throw new UnusableInput(
        "it cannot be told whether the rows are events or customers: say --kind events or --kind"
            + " customers. The fields are: %s.".formatted(String.join(", ", fields)));
  }
}
