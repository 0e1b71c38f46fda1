package com.traitly.gateway.segment.message;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts JSON into the values of an object or a list by its quotes, brackets and commas alone. What a
 * piece holds is not looked at, so a piece that breaks a rule of ours does not spoil the others; it
 * must be parsed before it is used.
 */
final class JsonPieces {
  private final byte[] text;
  private final int end;
  private int at;

  /** Where a value lies: the index of its first byte, and the one after its last. */
  record Piece(int from, int to) {
    int length() {
      return to - from;
    }
  }

  private JsonPieces(byte[] text, Piece within) {
    this.text = text;
    at = within.from();
    end = within.to();
  }

  /** A whole text as one piece. */
  static Piece whole(byte[] text) {
    return new Piece(0, text.length);
  }

  /**
   * The values of an object by name; of fields with the same name the last counts.
   *
   * @throws ApiException {@code malformed_json} when it is no object, or something follows it
   */
  static Map<String, Piece> fields(byte[] text, Piece object) {
    JsonPieces pieces = new JsonPieces(text, object);
    Map<String, Piece> fields = new LinkedHashMap<>();
    pieces.readAll(
        '{',
        '}',
        () -> {
          Piece name = pieces.quoted();
          pieces.require(':');
          fields.put(
              new String(text, name.from() + 1, name.length() - 2, StandardCharsets.UTF_8),
              pieces.value());
        });
    return fields;
  }

  /**
   * The elements of a list.
   *
   * @throws ApiException {@code malformed_json} when it is no list, or something follows it
   */
  static List<Piece> elements(byte[] text, Piece list) {
    JsonPieces pieces = new JsonPieces(text, list);
    List<Piece> elements = new ArrayList<>();
    pieces.readAll('[', ']', () -> elements.add(pieces.value()));
    return elements;
  }

  private void readAll(char open, char close, Runnable element) {
    require(open);
    boolean more = next() != close;
    while (more) {
      element.run();
      more = next() == ',';
      if (more) {
        at++;
      }
    }
    require(close);
    if (next() != 0) {
      throw malformed();
    }
  }

  private Piece value() {
    char first = next();
    return switch (first) {
      case '"' -> quoted();
      case '{', '[' -> nested();
      default -> plain();
    };
  }

  private Piece quoted() {
    require('"');
    int from = at - 1;
    while (at < end && text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    require('"');
    return new Piece(from, at);
  }

  private Piece nested() {
    int from = at;
    int depth = 0;
    do {
      char each = next();
      if (each == '"') {
        quoted();
      } else if (each == 0) {
        throw malformed();
      } else {
        depth += each == '{' || each == '[' ? 1 : each == '}' || each == ']' ? -1 : 0;
        at++;
      }
    } while (depth > 0);
    return new Piece(from, at);
  }

  private Piece plain() {
    int from = at;
    while (at < end && !isSpace(text[at]) && ",:{}[]\"".indexOf(text[at]) < 0) {
      at++;
    }
    if (at == from) {
      throw malformed();
    }
    return new Piece(from, at);
  }

  /** The next character that is not space, which is not passed; 0 at the end. */
  private char next() {
    while (at < end && isSpace(text[at])) {
      at++;
    }
    return at < end ? (char) (text[at] & 0xFF) : 0;
  }

  private void require(char expected) {
    if (next() != expected) {
      throw malformed();
    }
    at++;
  }

  private ApiException malformed() {
    return ApiException.of(
        ErrorCode.MALFORMED_JSON,
        "The body is not a JSON object: look for a missing or extra quote, comma or bracket near"
            + " byte %d".formatted(Math.min(at, end) + 1));
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
