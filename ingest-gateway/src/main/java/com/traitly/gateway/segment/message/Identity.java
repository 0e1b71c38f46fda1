package com.traitly.gateway.segment.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.gateway.intake.CustomerIds;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom a message is about.
 *
 * @param userId the id that the sender's own system knows; null when there is none
 * @param anonymousId the id of a visitor whom nobody has identified yet; null when there is none
 */
record Identity(@Nullable String userId, @Nullable String anonymousId) {
  static final String USER_ID = "userId";
  static final String ANONYMOUS_ID = "anonymousId";

  /** The fields that say whom a message is about. */
  static final List<String> FIELDS = List.of(USER_ID, ANONYMOUS_ID);

  /**
   * What programs send when they have no id. Many people would share such an id and become one
   * customer, which cannot be undone.
   */
  private static final Set<String> PLACEHOLDERS =
      Set.of(
          "null",
          "(null)",
          "<null>",
          "undefined",
          "nil",
          "<nil>",
          "none",
          "void",
          "n/a",
          "na",
          "nan",
          "infinity",
          "-infinity",
          "0",
          "-1",
          "true",
          "false",
          "{}",
          "[]",
          "[object object]",
          "[object undefined]",
          "[object null]",
          "anonymous",
          "guest",
          "unknown",
          "not_authenticated",
          "userid",
          "user_id",
          "anonymousid",
          "anonymous_id",
          "distinct_id",
          "id",
          "email",
          "00000000-0000-0000-0000-000000000000");

  /** Reads both ids and notes what is wrong with them; at least one must be there. */
  static Identity read(ObjectReader message) {
    Identity identity = new Identity(id(message, USER_ID), id(message, ANONYMOUS_ID));
    if (isAbsent(message, USER_ID) && isAbsent(message, ANONYMOUS_ID)) {
      message.missing(USER_ID);
    }
    return identity;
  }

  /** The id under which what the message says is kept; null when there is none. */
  @Nullable String id() {
    return userId == null ? anonymousId : userId;
  }

  /** An id in a field; null when it is absent or, then noted, not allowed. */
  static @Nullable String id(ObjectReader message, String field) {
    if (isAbsent(message, field)) {
      return null;
    }
    String id = CustomerIds.read(message, field);
    if (id != null && isPlaceholder(id)) {
      message.invalid(
          field,
          "is what programs send when there is no id, and would make one customer of many: send"
              + " the id, or leave the field out");
      return null;
    }
    return id;
  }

  /** Null and an empty text are how SDKs leave an id out. */
  static boolean isAbsent(ObjectReader message, String field) {
    JsonNode value = message.value(field);
    return value == null || value.isTextual() && value.textValue().isBlank();
  }

  private static boolean isPlaceholder(String id) {
    String plain = id.strip().replaceAll("^[\"']+|[\"']+$", "").strip().toLowerCase(Locale.ROOT);
    return plain.isEmpty() || PLACEHOLDERS.contains(plain);
  }
}
