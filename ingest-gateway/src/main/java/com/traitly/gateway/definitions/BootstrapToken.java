package com.traitly.gateway.definitions;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Token;
import com.traitly.platform.auth.ApiKeys;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.config.Formats;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The first admin key of an account: the configured one, or one that is generated and shown once.
 *
 * @param account the account that the key belongs to
 * @param configured the key; empty to generate one when no account has a stored key
 */
public record BootstrapToken(String account, String configured) {
  private static final String NAME = "bootstrap";
  private static final int ID_DIGITS = 32;

  /** Leaves the key out, because this may be logged. */
  @Override
  public String toString() {
    return "BootstrapToken[" + account + "]";
  }

  /**
   * The first admin keys of further accounts.
   *
   * @param text {@code account=key}, with commas between; empty for none
   * @throws IllegalArgumentException when the text is malformed; the message never contains a key
   */
  public static List<BootstrapToken> further(String text) {
    List<BootstrapToken> tokens = new ArrayList<>();
    for (String pair : text.isBlank() ? new String[0] : text.split(",", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1 || pair.substring(equals + 1).isBlank()) {
        throw new IllegalArgumentException("must be account=key, with commas between");
      }
      String account = pair.substring(0, equals).strip();
      tokens.add(
          new BootstrapToken(
              checked("an account", Formats::account, account),
              checked(
                  "the key of " + account, Formats::token, pair.substring(equals + 1).strip())));
    }
    return tokens;
  }

  private static String checked(String what, UnaryOperator<String> format, String text) {
    try {
      return format.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("has a mistake: " + what + " " + e.getMessage(), e);
    }
  }

  /** Whether {@link #ensure} stored a key; it stores a configured one again at every start. */
  static boolean made(Token token) {
    return token.id().equals(id(token.hash()));
  }

  /**
   * Stores the key unless it is stored already. All stored keys must have been read before.
   *
   * @param stored the keys of all accounts
   * @param now UNIX seconds
   * @param console where a generated key is printed
   * @throws StartupFailure when it cannot be stored, or is already a key of another account
   */
  public void ensure(
      DefinitionStore<Token> tokens, Map<AccountKey, Token> stored, long now, PrintStream console) {
    if (!configured.isEmpty()) {
      refuseSharedKey(stored);
      store(tokens, configured, now);
    } else if (stored.isEmpty()) {
      String key = ApiKeys.generate();
      store(tokens, key, now);
      console.println("API key: " + key);
    }
  }

  private void store(DefinitionStore<Token> tokens, String key, long now) {
    String hash = ApiKeys.hash(key);
    // The id is derived from the key, so that a restart finds the record that it wrote.
    AccountKey id = new AccountKey(account, id(hash));
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
      throw new StartupFailure(
          "The first API key could not be stored (%s): Kafka did not confirm it in time; check that its brokers are up, and start again."
              .formatted(e.code().code()),
          e);
    }
  }

  private static String id(String hash) {
    return "tok_" + hash.substring(0, ID_DIGITS);
  }

  /** A key identifies the account of a request, so it can belong to one account only. */
  private void refuseSharedKey(Map<AccountKey, Token> stored) {
    String hash = ApiKeys.hash(configured);
    stored.forEach((key, token) -> {
      if (token.hash().equals(hash) && !key.account().equals(account)) {
        throw new StartupFailure(
            "The first API key of account '%s' is already one of account '%s': choose another."
                .formatted(account, key.account()));
      }
    });
  }
}
