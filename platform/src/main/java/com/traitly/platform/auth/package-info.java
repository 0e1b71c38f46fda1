/**
 * API keys: who calls, for which account, with which scopes.
 *
 * <p>Start reading at {@link com.traitly.platform.auth.Authenticator}.
 */
@NullMarked
package com.traitly.platform.auth;

import org.jspecify.annotations.NullMarked;
