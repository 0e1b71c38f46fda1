package com.traitly.gateway.intake;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.JsonCursor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Iterates over the lines of a body that are not blank, without the space around them. */
final class Lines {
  private final byte[] body;
  private int start;
  private int end;
  private int next;

  /** Begins before the first line. */
  Lines(byte[] body) {
    this.body = body;
  }

  /**
   * Whether a body is items on lines of their own: its content type says so, or its first line is
   * an object and another line follows.
   */
  static boolean are(byte[] body, @Nullable String contentType) {
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).contains("ndjson")) {
      return new Lines(body).advance();
    }
    if (!beginWith(body, '{')) {
      return false;
    }
    Lines lines = new Lines(body);
    return lines.advance()
        && body[lines.end - 1] == '}'
        && lines.fork().advance()
        && lines.isDocument();
  }

  /** Whether this is the first character of a body, apart from space. */
  static boolean beginWith(byte[] body, char first) {
    int at = 0;
    while (at < body.length && isSpace(body[at])) {
      at++;
    }
    return at < body.length && body[at] == first;
  }

  /** Goes to the next line; false when there is none. */
  boolean advance() {
    start = next;
    while (start < body.length && isSpace(body[start])) {
      start++;
    }
    end = start;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    next = end;
    while (end > start && isSpace(body[end - 1])) {
      end--;
    }
    return start < end;
  }

  /** A cursor over this line alone. */
  JsonCursor cursor() {
    return new JsonCursor(body, start, end);
  }

  private boolean isDocument() {
    try (JsonCursor at = cursor()) {
      at.require();
      at.skip();
      at.requireEnd();
      return true;
    } catch (ApiException e) {
      return false;
    }
  }

  /** A second iteration that continues after the current line. */
  private Lines fork() {
    Lines fork = new Lines(body);
    fork.next = next;
    return fork;
  }

  private static boolean isSpace(byte each) {
    return each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
