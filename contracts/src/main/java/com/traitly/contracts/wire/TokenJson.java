package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.StoredFields;
import com.traitly.contracts.model.Token;
import org.jspecify.annotations.Nullable;

/** API keys as JSON: in answers, which leave out the hash, and when they were last used. */
public final class TokenJson {
  private static final String ID = "id";
  private static final String PREFIX = "prefix";
  private static final String SCOPES = "scopes";
  private static final String EXPIRES_AT = "expires_at";
  private static final String LAST_USED_AT = "last_used_at";

  private TokenJson() {}

  /** The item of an answer. */
  public static ObjectNode item(Token token) {
    ObjectNode json =
        Json.object()
            .put(ID, token.id())
            .put(Fields.NAME, token.name())
            .put(PREFIX, token.prefix());
    json.set(SCOPES, GoalJson.list(token.scopes()));
    String expires = token.expiresAt() == null ? null : Long.toString(token.expiresAt());
    return json.put(Fields.CREATED_AT, Long.toString(token.createdAt())).put(EXPIRES_AT, expires);
  }

  /** The item of a list: with the last use, or null for never. */
  public static ObjectNode listed(Token token, @Nullable Long lastUsedAt) {
    String used = lastUsedAt == null ? null : Long.toString(lastUsedAt);
    return item(token).put(LAST_USED_AT, used);
  }

  /** The record value on the {@code token-uses} topic. */
  public static ObjectNode use(Long lastUsedAt) {
    return Json.object().put(LAST_USED_AT, lastUsedAt);
  }

  /** Reads {@link #use}. */
  public static Long readUse(JsonNode json) {
    return StoredFields.number(json, LAST_USED_AT).longValue();
  }
}
