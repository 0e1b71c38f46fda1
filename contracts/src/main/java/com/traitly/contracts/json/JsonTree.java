package com.traitly.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;

/** Builds JSON trees that keep every number as it was written. The parser bounds the depth. */
enum JsonTree {
  /** JSON of callers, within {@link SentLimits}. */
  OF_CALLERS,
  /** JSON that we wrote. */
  OURS;

  private static final String MINUS_ZERO = "-0";

  private void check(JsonParser at) throws IOException {
    if (this == OF_CALLERS) {
      SentLimits.check(at);
    }
  }

  /** Reads the value that the parser is at; moves the parser to its end. */
  JsonNode read(JsonParser at) throws IOException {
    check(at);
    return switch (at.currentToken()) {
      case START_OBJECT -> object(at);
      case START_ARRAY -> array(at);
      case VALUE_STRING -> TextNode.valueOf(at.getText());
      case VALUE_NUMBER_INT -> whole(at);
      case VALUE_NUMBER_FLOAT -> new SentNumber(at.getText());
      case VALUE_TRUE -> BooleanNode.TRUE;
      case VALUE_FALSE -> BooleanNode.FALSE;
      case VALUE_NULL -> NullNode.getInstance();
      default -> throw new IllegalStateException("no value: " + at.currentToken());
    };
  }

  private ObjectNode object(JsonParser at) throws IOException {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (String name = at.nextFieldName(); name != null; name = at.nextFieldName()) {
      check(at);
      at.nextToken();
      object.set(name, read(at));
    }
    return object;
  }

  private ArrayNode array(JsonParser at) throws IOException {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    while (at.nextToken() != JsonToken.END_ARRAY) {
      array.add(read(at));
    }
    return array;
  }

  /** Only zero can be written as a whole number in two ways: 0 and -0. */
  private static JsonNode whole(JsonParser at) throws IOException {
    return switch (at.getNumberType()) {
      case INT -> {
        int value = at.getIntValue();
        yield value == 0 && at.getTextLength() == MINUS_ZERO.length()
            ? new SentNumber(MINUS_ZERO)
            : IntNode.valueOf(value);
      }
      case LONG -> LongNode.valueOf(at.getLongValue());
      default -> BigIntegerNode.valueOf(at.getBigIntegerValue());
    };
  }
}
