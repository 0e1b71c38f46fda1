package com.traitly.contracts.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.intent.MeantBody;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Messages for bodies that are not JSON: in our words, whatever the parser says. */
final class JsonFaults {
  private static final String ANY_OTHER =
      "something stands where it does not belong; look for a missing or extra quote, comma or"
          + " bracket";

  /** The parser's message about a duplicate field begins so; the name follows, in quotes. */
  private static final String TWICE = "Duplicate field";

  /** Our messages by the beginning of the parser's; {@code ANY_OTHER} stands for all others. */
  private static final Map<String, String> SENTENCES =
      Map.of(
          "Illegal unquoted character",
          "a text has a line break or another control character; send it escaped, like \\n",
          "Unrecognized character escape",
          "a text has a backslash with nothing to escape; send two for one",
          "Unrecognized token",
          "a word is neither true, false nor null; texts need double quotes",
          "Invalid numeric value",
          "a number is not written as JSON writes numbers",
          "Unexpected close marker",
          "a bracket closes that none opened");

  private JsonFaults() {}

  /**
   * The error for a text that cannot be read as JSON, from the parser's exception. Says what the
   * text is instead, when that can be told.
   */
  static RuntimeException unreadable(Exception e, byte[] text, int from, int to) {
    return e instanceof JsonProcessingException && !(e instanceof StreamConstraintsException)
        ? MeantBody.ofOther(text, from, to)
            .<RuntimeException>map(meant -> malformed(meant, null))
            .orElseGet(() -> unreadable(e))
        : unreadable(e);
  }

  private static RuntimeException unreadable(Exception e) {
    return switch (e) {
      case StreamConstraintsException limit -> beyondLimit(limit);
      case JsonEOFException end ->
          malformed("it ends before its last bracket or quote", end.getLocation());
      case JsonProcessingException text -> malformed(sentence(text), text.getLocation());
      case NumberFormatException number -> exponent(null);
      case IOException other -> new UncheckedIOException(other);
      default -> new IllegalStateException(e);
    };
  }

  /** The body is not UTF-8, or holds half of a surrogate pair, at an index. */
  static ApiException unsound(byte[] text, int from, int at) {
    if (text[at] == '\\') {
      return malformed(
          "an escape stands for half of a surrogate pair, which is no character (byte %d)"
              .formatted(at - from + 1),
          null);
    }
    return malformed(
        MeantBody.ofOther(text, from, text.length)
            .orElseGet(() -> "it is not UTF-8 (byte %d)".formatted(at - from + 1)),
        null);
  }

  /** Something follows the value, at the parser's current token. */
  static ApiException trailing(JsonParser at) {
    return malformed(
        at.currentToken() == JsonToken.START_OBJECT
            ? "another object follows its end; put each on a line of its own, or all into a list"
                + " (curl sends line breaks with --data-binary; -d and --data strip them)"
            : "something follows its end",
        at.currentTokenLocation());
  }

  /** A name is too long. */
  static ApiException longName(int most, @Nullable JsonLocation at) {
    return malformed("a field's name has more than %d characters".formatted(most), at);
  }

  /** A number is too long. */
  static ApiException longNumber(int most, JsonLocation at) {
    return malformed("a number has more than %d characters; send a text".formatted(most), at);
  }

  /** A number is too large or too small. */
  static ApiException exponent(@Nullable JsonLocation at) {
    return malformed(
        "a number has an exponent outside -%d to %d; send a text"
            .formatted(SentLimits.EXPONENT, SentLimits.EXPONENT),
        at);
  }

  private static ApiException beyondLimit(StreamConstraintsException e) {
    return String.valueOf(e.getOriginalMessage()).contains("ame length")
        ? longName(SentLimits.NAME, e.getLocation())
        : malformed(
            "it is nested more than %d levels deep".formatted(SentLimits.DEPTH), e.getLocation());
  }

  private static String sentence(JsonProcessingException e) {
    String theirs = String.valueOf(e.getOriginalMessage());
    if (theirs.startsWith(TWICE)) {
      return "the field" + theirs.substring(TWICE.length()) + " is there twice; send it once";
    }
    return SENTENCES.entrySet().stream()
        .filter(each -> theirs.startsWith(each.getKey()))
        .findAny()
        .map(Map.Entry::getValue)
        .orElse(ANY_OTHER);
  }

  private static ApiException malformed(String because, @Nullable JsonLocation at) {
    String place =
        at == null ? "" : " (line %d, column %d)".formatted(at.getLineNr(), at.getColumnNr());
    return ApiException.of(
        ErrorCode.MALFORMED_JSON, "The body is not well-formed JSON: " + because + place);
  }
}
