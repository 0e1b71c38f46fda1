package com.traitly.contracts.model;

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
public record Token(
    String id,
    String hash,
    String prefix,
    String name,
    Set<String> scopes,
    long createdAt,
    @Nullable Long expiresAt) {}
