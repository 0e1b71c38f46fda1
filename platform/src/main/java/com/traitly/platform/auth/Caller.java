package com.traitly.platform.auth;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.util.Set;

/**
 * Who makes a request.
 *
 * @param account the one account the request may touch
 * @param tokenId the id of the key that was used
 * @param scopes what the key allows, in wire form
 */
public record Caller(String account, String tokenId, Set<String> scopes) {
  /** Whether the key allows a scope. */
  public boolean may(Scope scope) {
    return scopes.contains(scope.wireName()) || scopes.contains(Scope.ADMIN.wireName());
  }

  /**
   * Requires that the key allows a scope.
   *
   * @throws ApiException {@code scope_missing}
   */
  public void require(Scope scope) {
    if (!may(scope)) {
      throw ApiException.of(
          ErrorCode.SCOPE_MISSING,
          "This API key lacks the scope " + scope.wireName() + "; use a key that has it");
    }
  }
}
