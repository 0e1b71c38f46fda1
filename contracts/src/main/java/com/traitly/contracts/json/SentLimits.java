package com.traitly.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/**
 * Limits on single tokens of a caller's JSON. Texts and numbers are stored as they were sent, so
 * these limits also bound what is stored; our own JSON is read with wider limits.
 */
final class SentLimits {
  static final int DEPTH = 32;
  static final int NAME = 256;
  private static final int NUMBER = 64;
  static final int EXPONENT = 1_000;

  /** Enough bytes for a name of {@link #NAME} characters. */
  static final int NAME_BYTES = 4 * NAME;

  private SentLimits() {}

  /** Refuses the current token of a parser if it is beyond a limit. */
  static void check(JsonParser at) throws IOException {
    JsonToken token = at.currentToken();
    if (token == JsonToken.FIELD_NAME) {
      checkName(at);
    } else if (token == JsonToken.VALUE_NUMBER_INT) {
      checkLength(at);
    } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
      checkLength(at);
      if (Math.abs((long) at.getDecimalValue().scale()) > EXPONENT) {
        throw JsonFaults.exponent(at.currentTokenLocation());
      }
    }
  }

  private static void checkName(JsonParser at) throws IOException {
    String name = at.currentName();
    if (name.length() > NAME && name.codePointCount(0, name.length()) > NAME) {
      throw JsonFaults.longName(NAME, at.currentTokenLocation());
    }
  }

  private static void checkLength(JsonParser at) throws IOException {
    if (at.getTextLength() > NUMBER) {
      throw JsonFaults.longNumber(NUMBER, at.currentTokenLocation());
    }
  }
}
