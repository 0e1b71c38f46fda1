package com.traitly.query.routes;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.wire.Fields;
import com.traitly.platform.route.Query;
import com.traitly.streams.state.Position;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of one request, which its route declares. Every method throws {@code
 * invalid_parameter} when its parameter is there but malformed.
 */
record Parameters(Context ctx) {
  static final String LIMIT = "limit";
  static final String CURSOR = "cursor";
  static final String ORDER = "order";

  private static final int MAX_ID_BYTES = 255;
  private static final int MAX_NAME = 200;
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
  private static final int MAX_LIMIT = 1_000;
  private static final int DEFAULT_LIMIT = 100;

  /** The id of the requested customer; null when absent. */
  @Nullable String customerId() {
    String id = sent(Fields.CUSTOMER_ID);
    return id == null ? null : checkedCustomerId(id);
  }

  /** Checks a customer id that came as a parameter or in the path. */
  static String checkedCustomerId(String id) {
    if (id.isEmpty()) {
      throw invalid(Fields.CUSTOMER_ID, "is empty; it must be the id of a customer");
    }
    if (id.getBytes(StandardCharsets.UTF_8).length > MAX_ID_BYTES) {
      throw invalid(Fields.CUSTOMER_ID, "must have at most " + MAX_ID_BYTES + " bytes of UTF-8");
    }
    return id;
  }

  /** A name: trimmed; null when absent. */
  @Nullable String name(String parameter) {
    return text(parameter, MAX_NAME);
  }

  /** A text: trimmed; null when absent. */
  @Nullable String text(String parameter, int maxLength) {
    String sent = sent(parameter);
    String text = sent == null ? null : sent.strip();
    if (text != null
        && (text.isEmpty()
            || text.codePointCount(0, text.length()) > maxLength
            || text.chars().anyMatch(Character::isISOControl))) {
      throw invalid(
          parameter, "must be a text of 1 to " + maxLength + " characters, no control characters");
    }
    return text;
  }

  /** An instant in UNIX milliseconds; null when absent. */
  @Nullable Long instant(String parameter) {
    String sent = sent(parameter);
    if (sent == null) {
      return null;
    }
    OptionalLong instant = Times.parse(sent);
    if (instant.isEmpty()) {
      throw invalid(parameter, Times.EXPECTED);
    }
    return instant.getAsLong();
  }

  /** How many items a page holds at most. */
  int limit() {
    String sent = sent(LIMIT);
    if (sent == null) {
      return DEFAULT_LIMIT;
    }
    String digits = sent.strip();
    if (DIGITS.matcher(digits).matches()) {
      int limit = Integer.parseInt(digits);
      if (limit >= 1 && limit <= MAX_LIMIT) {
        return limit;
      }
    }
    throw invalid(LIMIT, "must be a whole number from 1 to " + MAX_LIMIT);
  }

  /** Whether the newest come first. */
  boolean descending(boolean fallback) {
    return switch (sent(ORDER)) {
      case null -> fallback;
      case "asc" -> false;
      case "desc" -> true;
      default -> throw invalid(ORDER, "must be asc or desc");
    };
  }

  /**
   * Whether the greatest value of a field comes first: {@code order} is the field's name for least
   * first, and {@code -} with its name for greatest first.
   */
  boolean descendingBy(String field, boolean fallback) {
    String sent = sent(ORDER);
    if (sent == null) {
      return fallback;
    }
    if (sent.equals(field) || sent.equals("-" + field)) {
      return sent.startsWith("-");
    }
    throw invalid(ORDER, "must be %s, least first, or -%s".formatted(field, field));
  }

  /** True or false; false when absent. */
  boolean flag(String parameter) {
    return switch (sent(parameter)) {
      case null -> false;
      case "false" -> false;
      case "true" -> true;
      default -> throw invalid(parameter, "must be true or false");
    };
  }

  /** The place where the previous page ended; null to begin at the start. */
  @Nullable Bytes after(Cursor cursor) {
    String sent = sent(CURSOR);
    return sent == null ? null : cursor.read(sent);
  }

  /**
   * The writes that the answer must include: those to certain topics, of all that the caller names.
   * A caller may send the positions of any write; a read does not wait for those that cannot affect
   * it.
   */
  ReadRequirements reading(Set<String> topics) {
    String sent = ctx.header(Position.HEADER);
    return new ReadRequirements(
        ctx,
        sent == null || sent.isBlank()
            ? List.of()
            : Position.parse(sent).stream().filter(at -> topics.contains(at.topic())).toList());
  }

  private @Nullable String sent(String parameter) {
    return Query.of(ctx).get(parameter);
  }

  static ApiException invalid(String parameter, String expectation) {
    return ApiException.of(ErrorCode.INVALID_PARAMETER, parameter + " " + expectation);
  }
}
