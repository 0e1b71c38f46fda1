package com.traitly.contracts.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.Token;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API keys as JSON: with the hash on their topic, without it in answers. */
public final class TokenJson {
  private static final String ID = "id";
  private static final String HASH = "hash";
  private static final String PREFIX = "prefix";
  private static final String SCOPES = "scopes";
  private static final String EXPIRES_AT = "expires_at";

  private static final String LAST_USED_AT = "last_used_at";

  private TokenJson() {}

  /** The record value on the {@code tokens} topic. */
  public static ObjectNode record(Token token) {
    ObjectNode json = item(token).put(HASH, token.hash());
    return json.put(Fields.CREATED_AT, token.createdAt()).put(EXPIRES_AT, token.expiresAt());
  }

  /** Reads {@link #record}. */
  public static Token read(JsonNode json) {
    Set<String> scopes = new LinkedHashSet<>();
    json.path(SCOPES).forEach(scope -> scopes.add(scope.asText()));
    JsonNode expires = json.path(EXPIRES_AT);
    return new Token(
        json.required(ID).asText(),
        json.required(HASH).asText(),
        json.path(PREFIX).asText(),
        json.path(Fields.NAME).asText(),
        scopes,
        json.path(Fields.CREATED_AT).asLong(),
        expires.isNumber() ? expires.longValue() : null);
  }

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
    return json.required(LAST_USED_AT).longValue();
  }
}
