package com.traitly.gateway.intake;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.CleanText;
import com.traitly.gateway.http.WriteCall;
import com.traitly.platform.auth.UniqueIds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The request header that names the event of a request that has only one. */
final class IdempotencyKey {
  private static final String NAME = "Idempotency-Key";

  private IdempotencyKey() {}

  /**
   * The id of an event that has none of its own: from the header, or a new one.
   *
   * @param single whether the request has only this event
   */
  static String idOf(WriteCall call, boolean single, UniqueIds ids) {
    String header = single ? call.header(NAME) : null;
    return header == null ? ids.next() : unquoted(header);
  }

  /** The header's standard says a quoted string; in practice it is often a bare word. */
  private static String unquoted(String header) {
    String text = utf8(header).strip();
    boolean quoted = text.length() > 1 && text.startsWith("\"") && text.endsWith("\"");
    String key = quoted ? text.substring(1, text.length() - 1) : text;
    if (!CleanText.isName(key) || CleanText.characters(key) > EventReader.MAX_EVENT_ID) {
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER,
          NAME
              + " must have 1 to %d characters that can be seen, without control characters"
                  .formatted(EventReader.MAX_EVENT_ID));
    }
    return key;
  }

  /** Decodes a header as UTF-8; the server gives each of its bytes as a character. */
  private static String utf8(String header) {
    byte[] bytes = header.getBytes(StandardCharsets.ISO_8859_1);
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw ApiException.of(
          ErrorCode.INVALID_PARAMETER, NAME + " is not UTF-8; send it in UTF-8 or in ASCII");
    }
    return text;
  }
}
