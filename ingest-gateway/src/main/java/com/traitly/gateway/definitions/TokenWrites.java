package com.traitly.gateway.definitions;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.KnownFields;
import com.traitly.contracts.json.ObjectReader;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.json.Times;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.contracts.topic.Topic;
import com.traitly.contracts.wire.TokenJson;
import com.traitly.gateway.http.Warnings;
import com.traitly.gateway.http.WriteAnswer;
import com.traitly.gateway.http.WriteCall;
import com.traitly.gateway.publish.RecordSender;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.auth.Scope;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Issues and revokes API keys; a key itself is never stored. Thread-safe.
 *
 * @param uses topic of the keys' last uses, which are deleted with their key
 */
public record TokenWrites(
    DefinitionStore<Token> tokens, Topic<AccountKey, Long> uses, RecordSender sender) {
  private static final String OBJECT = "token";
  private static final String EXPIRES_AT = "expires_at";
  private static final String NAME = "name";
  private static final String SCOPES = "scopes";

  /** {@code POST /token}: the only answer that shows the key. */
  public WriteAnswer create(WriteCall call) {
    String key = ApiKeys.generate();
    Token token = read(call, key);
    var changed = tokens.change(call.key(token.id()), before -> token);
    return changed.answer(call, 201, OBJECT, each -> TokenJson.item(each).put("key", key));
  }

  /** {@code DELETE /token/{id}}: every process refuses the key as soon as it reads the record. */
  public WriteAnswer revoke(WriteCall call) {
    String id = call.path("id");
    var changed =
        tokens.change(
            call.key(id),
            before -> {
              if (before == null) {
                throw ApiException.of(
                    ErrorCode.NOT_FOUND,
                    "There is no API key with the id %s; GET /token lists those there are"
                        .formatted(id));
              }
              keepOneAdmin(call, before);
              return null;
            });
    // Not awaited: when this fails, the topic's retention removes the last use later.
    var unused = sender.send(List.of(RecordSender.record(uses, call.key(id), null)));
    Warnings warnings = new Warnings();
    if (BootstrapToken.made(changed.shown())) {
      warnings.add(
          "/id", "comes from the configuration and returns at the next start: remove it there too");
    }
    return changed.answer(call, 200, OBJECT, TokenJson::item, warnings);
  }

  /** Without an admin key nobody could make another one. */
  private void keepOneAdmin(WriteCall call, Token revoked) {
    boolean another =
        tokens.of(call.account()).stream()
            .anyMatch(each -> !each.id().equals(revoked.id()) && isAdmin(each, call.receivedAt()));
    if (isAdmin(revoked, call.receivedAt()) && !another) {
      throw ApiException.of(
          ErrorCode.CONFLICT,
          "This is the account's last admin key, and without one nobody could make another: create"
              + " a new admin key with POST /token first, then delete this one with it");
    }
  }

  private static boolean isAdmin(Token token, long now) {
    boolean alive = token.expiresAt() == null || token.expiresAt() > now;
    return alive && token.scopes().contains(Scope.ADMIN.wireName());
  }

  private static Token read(WriteCall call, String key) {
    JsonNode json = call.json();
    Problems problems = new Problems();
    ObjectReader body = new ObjectReader(json, "", problems);
    KnownFields.require(body, json, Set.of(NAME, SCOPES, EXPIRES_AT));
    String name = body.requiredName(NAME);
    Set<String> scopes = scopes(body);
    OptionalLong expiresAt = body.instant(EXPIRES_AT);
    if (expiresAt.isPresent() && expiresAt.getAsLong() <= call.receivedMillis()) {
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
        expiresAt.isPresent() ? (Long) Times.seconds(expiresAt.getAsLong()) : null);
  }

  private static Set<String> scopes(ObjectReader body) {
    Set<String> known =
        Arrays.stream(Scope.values())
            .map(Scope::wireName)
            .collect(Collectors.toCollection(LinkedHashSet::new));
    Set<String> named = body.names(SCOPES);
    if (body.value(SCOPES) == null) {
      body.missing(SCOPES);
    } else if (!known.containsAll(named)) {
      body.invalid(SCOPES, "must be among " + String.join(", ", known));
    }
    return named;
  }
}
