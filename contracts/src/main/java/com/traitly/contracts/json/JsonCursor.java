package com.traitly.contracts.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a caller's JSON token by token, under the same strict limits as {@link Json#parse}.
 * Every method throws {@code malformed_json} where the text is not JSON. Single-threaded.
 */
public final class JsonCursor implements AutoCloseable {
  private final byte[] text;
  private final int from;
  private final int to;
  private final boolean whole;
  private final JsonParser parser;

  /**
   * A cursor before the first token.
   *
   * @param text must not be changed
   */
  public JsonCursor(byte[] text, int from, int to) {
    this.text = text;
    this.from = from;
    this.to = to;
    int flaw = SoundText.flawIn(text, from, to);
    whole = flaw < 0;
    while (flaw >= 0) {
      if (text[flaw] != '\\') {
        throw JsonFaults.unsound(text, from, flaw);
      }
      flaw = SoundText.flawIn(text, flaw + 1, to);
    }
    parser = Json.parser(text, from, to - from);
  }

  private JsonCursor(JsonCursor other) {
    text = other.text;
    from = other.from;
    to = other.to;
    whole = other.whole;
    parser = Json.parser(text, from, to - from);
  }

  /** A cursor before the first token of the same text, which is not scanned again. */
  public JsonCursor again() {
    return new JsonCursor(this);
  }

  /** Goes to the next token; null when there is none. */
  public @Nullable JsonToken advance() {
    try {
      return parser.nextToken();
    } catch (IOException e) {
      throw JsonFaults.unreadable(e, text, from, to);
    }
  }

  /** Goes to the next token, which must be there. */
  public JsonToken require() {
    JsonToken token = advance();
    if (token == null) {
      throw ApiException.of(ErrorCode.MALFORMED_JSON, "The body is empty; send a JSON object");
    }
    return token;
  }

  /** Whether the current token is this one. */
  public boolean isAt(JsonToken token) {
    return parser.currentToken() == token;
  }

  /** Goes to the next token and says whether it is a field of this name. */
  public boolean isNextName(String name) {
    return require() == JsonToken.FIELD_NAME && name().equals(name);
  }

  /** The name of the current field; refuses one that is too long. */
  public String name() {
    try {
      SentLimits.check(parser);
      return String.valueOf(parser.currentName());
    } catch (IOException e) {
      throw JsonFaults.unreadable(e, text, from, to);
    }
  }

  /** The current value as a tree; goes to its end. */
  public JsonNode value() {
    try {
      return JsonTree.OF_CALLERS.read(parser);
    } catch (IOException | NumberFormatException e) {
      throw JsonFaults.unreadable(e, text, from, to);
    }
  }

  /** Goes to the end of the current value and checks all of it, because it is read later. */
  public void skip() {
    int open = 0;
    do {
      open += depth(parser.currentToken());
    } while (open > 0 && advance() != null);
  }

  /** Where the current token begins in the text. */
  public int start() {
    return from + (int) parser.currentTokenLocation().getByteOffset();
  }

  /** Where the current token, an end of an object or array, ends in the text. */
  public int end() {
    return from + (int) parser.currentLocation().getByteOffset();
  }

  /**
   * Whether no escape between {@code since} and the end of the current token stands for half of a
   * surrogate pair. A separate check, so that a caller can refuse one item of many.
   */
  public boolean isWhole(int since) {
    return whole || SoundText.flawIn(text, since, end()) < 0;
  }

  /** The text that the cursor walks over. */
  public byte[] text() {
    return text;
  }

  /** Makes sure that nothing but space follows. */
  public void requireEnd() {
    if (advance() != null) {
      throw JsonFaults.trailing(parser);
    }
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The change of depth at the current token, which must be within the limits. */
  private int depth(JsonToken token) {
    try {
      SentLimits.check(parser);
      return token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    } catch (IOException | NumberFormatException e) {
      throw JsonFaults.unreadable(e, text, from, to);
    }
  }
}
