package com.traitly.contracts.model;

/**
 * The key of every topic and store: the account and an id within it.
 *
 * <p>Written {@code account|id}. Accounts never contain a bar, so the first bar separates them
 * whatever the id contains.
 *
 * @param account the account, from the API key only
 * @param id a customer id, goal name, endpoint id or token id
 */
public record AccountKey(String account, String id) {
  /** Refuses a bar in the account, because it would blur the border between accounts. */
  public AccountKey {
    if (account.isEmpty() || account.indexOf('|') >= 0) {
      throw new IllegalArgumentException("account must be non-empty and without '|': " + account);
    }
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException when there is no bar
   */
  public static AccountKey parse(String text) {
    int bar = text.indexOf('|');
    if (bar <= 0) {
      throw new IllegalArgumentException("not a key of the form account|id: " + text);
    }
    return new AccountKey(text.substring(0, bar), text.substring(bar + 1));
  }

  @Override
  public String toString() {
    return account + '|' + id;
  }
}
