package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.gateway.sources.format.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a record becomes the JSON of an event or customer: the fields of an object in the value, all
 * of them unless dropped, and fields that are taken from elsewhere. Immutable.
 */
final class ItemMapping {
  private final JsonPointer item;
  private final Map<String, FieldMapping> fields;
  private final Set<String> dropped;
  private final List<FilterCondition> filter;
  private final boolean skipsTombstones;

  /**
   * A mapping.
   *
   * @param item where in the value the object is
   * @param fields by name in the item; a field that is taken from the object itself is renamed
   * @param dropped fields of the object that are left out
   * @param filter all of these must hold for a record to be taken
   * @param skipsTombstones whether records without a value are passed over instead of refused
   */
  ItemMapping(
      JsonPointer item,
      Map<String, FieldMapping> fields,
      Set<String> dropped,
      List<FilterCondition> filter,
      boolean skipsTombstones) {
    this.item = item;
    this.fields = new LinkedHashMap<>(fields);
    this.dropped = Set.copyOf(dropped);
    this.filter = List.copyOf(filter);
    this.skipsTombstones = skipsTombstones;
  }

  /** Whether the source wants this record. */
  boolean wants(SourceRecord record) {
    return !(skipsTombstones && record.isTombstone())
        && filter.stream().allMatch(condition -> condition.holds(record));
  }

  /**
   * Fills in the item of a record. When a field cannot be read, all others are filled in before
   * that is told.
   *
   * @throws ApiException when the record or one of the fields cannot be read
   */
  void fill(ObjectNode json, SourceRecord record) {
    if (record.isTombstone()) {
      throw Refusal.of(
          "The record has no value (it is a tombstone); tombstones: skip passes over such records");
    }
    if (!(record.value().at(item) instanceof ObjectNode object)) {
      throw Refusal.of(
          item.toString().isEmpty()
              ? "The value is not a JSON object"
              : "There is no JSON object at %s in the value".formatted(item));
    }
    for (Map.Entry<String, JsonNode> each : object.properties()) {
      if (!dropped.contains(each.getKey())) {
        json.set(each.getKey(), each.getValue());
      }
    }
    List<ApiException> unreadable = new ArrayList<>();
    fields.forEach((name, field) -> {
      try {
        JsonNode value = field.value(record);
        if (value != null) {
          json.set(name, value);
        }
      } catch (ApiException e) {
        unreadable.add(e);
      }
    });
    if (!unreadable.isEmpty()) {
      throw unreadable.getFirst();
    }
  }

  /** The place that a field is taken from; null when it is not taken from one. */
  @Nullable RecordPlace place(String field) {
    return fields.get(field) instanceof FieldMapping.Placed placed ? placed.place() : null;
  }
}
