package com.traitly.gateway;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.PrintStream;
import java.util.Set;

/**
 * The first admin key of an installation: the configured one, or one made and shown once.
 *
 * @param account whose key it is
 * @param configured the key, empty to have one made when none is stored at all
 */
record BootstrapToken(String account, String configured) {
  private static final String NAME = "bootstrap";
  private static final int ID_DIGITS = 32;

  BootstrapToken {
    if (account.isBlank() || account.indexOf('|') >= 0) {
      throw new StartupFailure("TRAITLY_ACCOUNT must be a word without '|'.");
    }
    if (configured.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new StartupFailure(
          "TRAITLY_BOOTSTRAP_TOKEN must have no spaces and only ASCII characters, because it"
              + " travels in a header.");
    }
  }

  /**
   * Makes sure that the key is stored; does nothing when it is. All stored keys must be known.
   *
   * @param noneStored whether there is no key of any account
   * @param now UNIX seconds
   * @param console where a new key is shown
   * @throws StartupFailure when it cannot be stored
   */
  void ensure(Definitions<Token> tokens, boolean noneStored, long now, PrintStream console) {
    if (!configured.isEmpty()) {
      store(tokens, configured, now);
    } else if (noneStored) {
      String key = ApiKeys.generate();
      store(tokens, key, now);
      console.println("API key: " + key);
    }
  }

  private void store(Definitions<Token> tokens, String key, long now) {
    String hash = ApiKeys.hash(key);
    // The id follows from the key, so that a restart finds its own record again.
    AccountKey id = new AccountKey(account, "tok_" + hash.substring(0, ID_DIGITS));
    Token stored = tokens.get(id);
    if (stored != null && stored.hash().equals(hash)) {
      return;
    }
    Token token =
        new Token(
            id.id(), hash, ApiKeys.prefix(key), NAME, Set.of(Scope.ADMIN.wireName()), now, null);
    try {
      tokens.change(id, before -> token);
    } catch (ApiException e) {
      throw new StartupFailure("The first API key could not be stored: " + e.detail() + ".", e);
    }
  }
}
