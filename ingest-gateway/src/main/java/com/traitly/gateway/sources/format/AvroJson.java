package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.traitly.contracts.json.Json;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.util.Utf8;
import org.jspecify.annotations.Nullable;

/**
 * Avro data as JSON: instants become UNIX seconds with their fraction, days ISO dates, decimals
 * numbers, bytes base64 text; a union is the value that is in it.
 */
final class AvroJson {
  private static final int DEEPEST = 100;

  private AvroJson() {}

  static JsonNode of(Schema schema, @Nullable Object value) {
    return of(schema, value, 0);
  }

  private static JsonNode of(Schema schema, @Nullable Object value, int depth) {
    if (value == null) {
      return NullNode.getInstance();
    }
    if (depth > DEEPEST) {
      throw Refusal.of("The value nests more than %d levels deep".formatted(DEEPEST));
    }
    return switch (schema.getType()) {
      case RECORD -> record((IndexedRecord) value, depth + 1);
      case ARRAY -> array(schema, (Iterable<?>) value, depth + 1);
      case MAP -> map(schema, (Map<?, ?>) value, depth + 1);
      case UNION ->
          of(schema.getTypes().get(GenericData.get().resolveUnion(schema, value)), value, depth);
      case BOOLEAN -> BooleanNode.valueOf((Boolean) value);
      case INT -> whole(schema.getLogicalType(), ((Integer) value).longValue());
      case LONG -> whole(schema.getLogicalType(), (Long) value);
      case FLOAT, DOUBLE -> JsonNumbers.fraction(value);
      case BYTES -> bytes(schema, ((ByteBuffer) value).duplicate());
      case FIXED -> bytes(schema, ByteBuffer.wrap(((GenericFixed) value).bytes()));
      case ENUM -> TextNode.valueOf(value.toString());
      case STRING -> text(value);
      case NULL -> NullNode.getInstance();
    };
  }

  /** Avro's own reading would replace what is not UTF-8. */
  private static TextNode text(Object value) {
    if (value instanceof Utf8 utf8) {
      try {
        ByteBuffer bytes = ByteBuffer.wrap(utf8.getBytes(), 0, utf8.getByteLength());
        return TextNode.valueOf(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
      } catch (CharacterCodingException e) {
        throw Refusal.of("The value holds a text that is not UTF-8");
      }
    }
    return TextNode.valueOf(value.toString());
  }

  private static ObjectNode record(IndexedRecord record, int depth) {
    ObjectNode json = Json.object();
    for (Schema.Field field : record.getSchema().getFields()) {
      json.set(field.name(), of(field.schema(), record.get(field.pos()), depth));
    }
    return json;
  }

  private static ArrayNode array(Schema schema, Iterable<?> values, int depth) {
    ArrayNode json = Json.array();
    values.forEach(each -> json.add(of(schema.getElementType(), each, depth)));
    return json;
  }

  private static ObjectNode map(Schema schema, Map<?, ?> values, int depth) {
    ObjectNode json = Json.object();
    values.forEach(
        (key, each) -> json.set(text(key).textValue(), of(schema.getValueType(), each, depth)));
    return json;
  }

  private static JsonNode whole(@Nullable LogicalType type, long value) {
    return switch (type) {
      case LogicalTypes.TimestampMillis millis -> seconds(value, 3);
      case LogicalTypes.TimestampMicros micros -> seconds(value, 6);
      case LogicalTypes.TimestampNanos nanos -> seconds(value, 9);
      case LogicalTypes.Date date -> TextNode.valueOf(LocalDate.ofEpochDay(value).toString());
      case null, default ->
          (int) value == value ? IntNode.valueOf((int) value) : LongNode.valueOf(value);
    };
  }

  private static JsonNode seconds(long value, int decimals) {
    return DecimalNode.valueOf(BigDecimal.valueOf(value, decimals).stripTrailingZeros());
  }

  private static JsonNode bytes(Schema schema, ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal && bytes.length > 0) {
      return JsonNumbers.decimal(bytes, decimal.getScale());
    }
    return TextNode.valueOf(Base64.getEncoder().encodeToString(bytes));
  }
}
