package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.traitly.contracts.json.Json;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;

/**
 * One Protobuf message as JSON. Fields have the names of the .proto file and numbers all their
 * digits; enumerations become names, bytes base64 text, and {@linkplain WellKnownMessages some
 * messages} what they stand for. A number, a flag or an enumeration that cannot be unset is there
 * with its default; everything else that is not set or empty is left out.
 *
 * <p>A message of a few bytes may have many such fields, and there is room for very many of them in
 * one value. So the number of values in the JSON is limited.
 */
final class ProtobufJson {
  private static final int MOST_VALUES = 100_000;

  private int values;

  private ProtobufJson() {}

  /**
   * A message as JSON.
   *
   * @throws com.traitly.contracts.error.ApiException when JSON cannot hold it, or it is too large
   */
  static JsonNode of(Message message) {
    return new ProtobufJson().message(message);
  }

  private JsonNode message(Message message) {
    JsonNode known = WellKnownMessages.json(message, this);
    if (known != null) {
      return known;
    }
    ObjectNode json = Json.object();
    for (FieldDescriptor field : message.getDescriptorForType().getFields()) {
      if (isThere(message, field)) {
        json.set(field.getName(), field(message, field));
      }
    }
    return json;
  }

  /** A field's value, its default when it is not set. */
  JsonNode field(Message message, FieldDescriptor field) {
    Object value = message.getField(field);
    if (field.isMapField()) {
      return map((List<?>) value);
    }
    if (field.isRepeated()) {
      ArrayNode json = Json.array();
      ((List<?>) value).forEach(each -> json.add(single(field, each)));
      return json;
    }
    return single(field, value);
  }

  /** An empty text that cannot be unset mostly means that there is none. */
  private static boolean isThere(Message message, FieldDescriptor field) {
    if (field.isRepeated()) {
      return message.getRepeatedFieldCount(field) > 0;
    }
    if (field.hasPresence()) {
      return message.hasField(field);
    }
    return switch (field.getJavaType()) {
      case STRING, BYTE_STRING, MESSAGE -> message.hasField(field);
      case INT, LONG, FLOAT, DOUBLE, BOOLEAN, ENUM -> true;
    };
  }

  private ObjectNode map(List<?> entries) {
    ObjectNode json = Json.object();
    for (Object each : entries) {
      Message entry = (Message) each;
      List<FieldDescriptor> keyAndValue = entry.getDescriptorForType().getFields();
      json.set(field(entry, keyAndValue.getFirst()).asText(), field(entry, keyAndValue.getLast()));
    }
    return json;
  }

  private JsonNode single(FieldDescriptor field, Object value) {
    if (++values > MOST_VALUES) {
      throw Refusal.of("The value would have more than %,d values as JSON".formatted(MOST_VALUES));
    }
    return switch (field.getType()) {
      case DOUBLE, FLOAT -> JsonNumbers.fraction(value);
      case INT64, SINT64, SFIXED64 -> LongNode.valueOf((Long) value);
      case UINT64, FIXED64 ->
          BigIntegerNode.valueOf(new BigInteger(Long.toUnsignedString((Long) value)));
      case INT32, SINT32, SFIXED32 -> IntNode.valueOf((Integer) value);
      case UINT32, FIXED32 -> LongNode.valueOf(Integer.toUnsignedLong((Integer) value));
      case BOOL -> BooleanNode.valueOf((Boolean) value);
      case STRING -> TextNode.valueOf((String) value);
      case BYTES ->
          TextNode.valueOf(Base64.getEncoder().encodeToString(((ByteString) value).toByteArray()));
      case ENUM -> enumeration((EnumValueDescriptor) value);
      case MESSAGE, GROUP -> message((Message) value);
    };
  }

  /** A number that the schema has no name for stays a number. */
  private static JsonNode enumeration(EnumValueDescriptor value) {
    return value.getIndex() < 0
        ? IntNode.valueOf(value.getNumber())
        : TextNode.valueOf(value.getName());
  }
}
