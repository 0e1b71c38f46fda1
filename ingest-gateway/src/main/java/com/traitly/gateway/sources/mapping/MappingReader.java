package com.traitly.gateway.sources.mapping;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.wire.Fields;
import com.traitly.contracts.wire.TimePattern;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads which records a source takes and what becomes of their fields. Single-threaded. */
final class MappingReader {
  private static final int LONGEST = 1_000;
  private static final String FROM = "from";
  private static final String VALUE = "value";
  private static final String TIME_FORMAT = "time_format";
  private static final String ZONE = "zone";
  private static final String IN = "in";
  private static final String NOT_IN = "not_in";
  private static final Set<String> TIMES = Set.of(Fields.CREATED_AT, Fields.UPDATED_AT);

  private final ObjectReader source;

  /** A reader of the mapping that stands among the fields of a source. */
  MappingReader(ObjectReader source) {
    this.source = source;
  }

  /** The mapping; not to be used when problems were noted. */
  ItemMapping read() {
    JsonPointer item = item();
    Map<String, FieldMapping> fields = fields();
    Set<String> dropped = new HashSet<>(source.names("drop"));
    for (FieldMapping each : fields.values()) {
      // What is taken from the object under another name is renamed.
      if (each instanceof FieldMapping.Placed(var field, RecordPlace.Pointer(var from), var times)
          && from.head().equals(item)) {
        dropped.add(from.last().getMatchingProperty());
      }
    }
    boolean skip = source.choice("tombstones", "refuse", Set.of("refuse", "skip")).equals("skip");
    return new ItemMapping(item, fields, dropped, filter(), skip);
  }

  private JsonPointer item() {
    String text = source.optional("item", LONGEST);
    if (text == null) {
      return JsonPointer.empty();
    }
    if (RecordPlace.parse(text) instanceof RecordPlace.Pointer(JsonPointer pointer)) {
      return pointer;
    }
    source.invalid("item", "must be a JSON pointer to an object in the value, such as /after");
    return JsonPointer.empty();
  }

  private Map<String, FieldMapping> fields() {
    Map<String, FieldMapping> fields = new LinkedHashMap<>();
    ObjectReader reader = source.object("fields");
    JsonNode json = source.value("fields");
    if (reader == null || json == null) {
      return fields;
    }
    json.fieldNames()
        .forEachRemaining(name -> {
          FieldMapping mapping = field(reader, name);
          if (mapping != null) {
            fields.put(name, mapping);
          }
        });
    return fields;
  }

  private @Nullable FieldMapping field(ObjectReader fields, String name) {
    JsonNode given = fields.value(name);
    if (given == null || !given.isObject()) {
      RecordPlace place = place(fields, name);
      return place == null ? null : new FieldMapping.Placed(name, place, null);
    }
    ObjectReader reader = new ObjectReader(given, fields.at(name), fields.problems());
    KnownFields.require(reader, given, Set.of(FROM, VALUE, TIME_FORMAT, ZONE));
    if (given.has(VALUE)) {
      if (given.size() > 1) {
        reader.invalid(VALUE, "must stand alone: a constant is taken from nowhere");
      }
      return new FieldMapping.Constant(given.get(VALUE));
    }
    RecordPlace place = place(reader, FROM);
    return place == null ? null : new FieldMapping.Placed(name, place, times(reader, name));
  }

  private @Nullable TimePattern times(ObjectReader reader, String field) {
    String pattern = reader.optional(TIME_FORMAT, LONGEST);
    if (pattern == null) {
      if (reader.value(ZONE) != null) {
        reader.invalid(ZONE, "is that of a " + TIME_FORMAT + ", and there is none");
      }
      return null;
    }
    if (!TIMES.contains(field)) {
      reader.invalid(TIME_FORMAT, "is for created_at and updated_at only");
    }
    try {
      return TimePattern.of(pattern, zone(reader));
    } catch (IllegalArgumentException e) {
      reader.invalid(TIME_FORMAT, String.valueOf(e.getMessage()));
      return null;
    }
  }

  private static ZoneId zone(ObjectReader reader) {
    String zone = reader.optional(ZONE, LONGEST);
    try {
      return zone == null ? ZoneOffset.UTC : ZoneId.of(zone);
    } catch (DateTimeException e) {
      reader.invalid(ZONE, "must be a time zone such as Europe/Berlin");
      return ZoneOffset.UTC;
    }
  }

  private List<FilterCondition> filter() {
    List<FilterCondition> conditions = new ArrayList<>();
    source.each(
        "filter",
        (json, pointer) -> {
          ObjectReader reader = new ObjectReader(json, pointer, source.problems());
          KnownFields.require(reader, json, Set.of(FROM, IN, NOT_IN));
          RecordPlace place = reader.isObject() ? place(reader, FROM) : null;
          if (reader.isObject() && json.has(IN) == json.has(NOT_IN)) {
            reader.invalid(IN, "or not_in must say what the place may hold, one of them");
          } else if (place != null) {
            boolean wanted = json.has(IN);
            conditions.add(
                new FilterCondition(place, values(reader, wanted ? IN : NOT_IN), wanted));
          }
        });
    return conditions;
  }

  private static List<JsonNode> values(ObjectReader reader, String field) {
    List<JsonNode> values = new ArrayList<>();
    reader.each(
        field,
        (value, pointer) -> {
          if (value.isContainerNode()) {
            reader.problems().invalid(pointer, "must be a text, a number, a flag or null");
          }
          values.add(value);
        });
    if (values.isEmpty()) {
      reader.invalid(field, "must be a list of at least one value");
    }
    return values;
  }

  private static @Nullable RecordPlace place(ObjectReader reader, String field) {
    String text = reader.required(field, LONGEST);
    RecordPlace place = text == null ? null : RecordPlace.parse(text);
    if (text != null && place == null) {
      reader.invalid(field, RecordPlace.EXPECTED + "; a constant is {value: ...}");
    }
    return place;
  }
}
