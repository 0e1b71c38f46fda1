package com.traitly.contracts.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An API key as stored: never the key itself.
 *
 * @param id our id, shown in lists and used to revoke the key
 * @param hash lower-case hex SHA-256 of the key
 * @param prefix the key's first characters, so that a person recognises it
 * @param name what it is for
 * @param scopes what it allows, in wire form
 * @param createdAt UNIX seconds
 * @param expiresAt UNIX seconds, null for never
 */
@JsonPropertyOrder({"id", "name", "prefix", "scopes", "created_at", "expires_at", "hash"})
public record Token(
    String id,
    String hash,
    String prefix,
    String name,
    @JsonDeserialize(as = LinkedHashSet.class) Set<String> scopes,
    long createdAt,
    @Nullable Long expiresAt) {}
