package com.traitly.processor.registry;

import com.traitly.contracts.model.AccountKey;

/**
 * The key of a draft and its trainer. It contains a control character, which names do not, so a
 * draft and a goal of the same name never share a key.
 */
public final class DraftKey {
  private static final String MARK = "\u0001";

  private DraftKey() {}

  /** The key of the draft of this name. */
  public static AccountKey of(AccountKey name) {
    return new AccountKey(name.account(), MARK + name.id());
  }

  /** Whether this is a draft's key. */
  public static boolean is(AccountKey key) {
    return key.id().startsWith(MARK);
  }

  /** The account and name whose draft has this key. */
  public static AccountKey name(AccountKey draft) {
    return new AccountKey(draft.account(), draft.id().substring(MARK.length()));
  }
}
