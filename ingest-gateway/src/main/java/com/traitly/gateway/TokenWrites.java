package com.traitly.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.wire.ObjectReader;
import com.traitly.contracts.wire.Problems;
import com.traitly.contracts.wire.TokenJson;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.auth.Scope;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** Issues and revokes API keys; a key itself is never stored. Thread-safe. */
final class TokenWrites {
  private static final String OBJECT = "token";
  private static final String EXPIRES_AT = "expires_at";
  private static final String SCOPES = "scopes";

  private final Definitions<Token> tokens;

  TokenWrites(Definitions<Token> tokens) {
    this.tokens = tokens;
  }

  /** {@code POST /token}: the only answer that shows the key. */
  Answer create(WriteCall call) {
    String key = ApiKeys.generate();
    Token token = read(call, key);
    var changed = tokens.change(call.key(token.id()), before -> token);
    ObjectNode item = TokenJson.item(token).put("key", key);
    return Answer.of(201, OBJECT, call.receivedAt(), List.of(item)).at(changed.positions());
  }

  /** {@code DELETE /token/{id}}: every process refuses the key as soon as it reads the record. */
  Answer revoke(WriteCall call) {
    String id = call.path("id");
    var changed =
        tokens.change(
            call.key(id),
            before -> {
              if (before == null) {
                throw ApiException.of(ErrorCode.NOT_FOUND, "There is no API key with id " + id);
              }
              return null;
            });
    ObjectNode item = TokenJson.item(Objects.requireNonNull(changed.before()));
    return Answer.of(200, OBJECT, call.receivedAt(), List.of(item)).at(changed.positions());
  }

  private static Token read(WriteCall call, String key) {
    JsonNode json = call.json();
    Problems problems = new Problems();
    ObjectReader body = new ObjectReader(json, "", problems);
    String name = body.requiredName("name");
    Set<String> scopes = scopes(body);
    OptionalLong expiresAt = Instants.read(body, EXPIRES_AT);
    if (expiresAt.isPresent() && expiresAt.getAsLong() <= call.receivedAt()) {
      body.invalid(EXPIRES_AT, "must be in the future");
    }
    problems.throwIfAny();
    return new Token(
        ApiKeys.generateId("tok_"),
        ApiKeys.hash(key),
        ApiKeys.prefix(key),
        String.valueOf(name),
        scopes,
        call.receivedAt(),
        expiresAt.isPresent() ? (Long) expiresAt.getAsLong() : null);
  }

  private static Set<String> scopes(ObjectReader body) {
    Set<String> known =
        Arrays.stream(Scope.values())
            .map(Scope::wireName)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> named = body.names(SCOPES);
    if (body.value(SCOPES) == null) {
      body.problems().missing(body.at(SCOPES));
    } else if (!known.containsAll(named)) {
      body.invalid(SCOPES, "must be among " + String.join(", ", known));
    }
    return named;
  }
}
