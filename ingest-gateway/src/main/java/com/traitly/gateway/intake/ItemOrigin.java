package com.traitly.gateway.intake;

import com.traitly.contracts.model.AccountKey;
import com.traitly.gateway.http.WriteCall;

/**
 * Whom an item belongs to, and when it came.
 *
 * @param receivedMillis in UNIX milliseconds
 */
public record ItemOrigin(String account, long receivedMillis) {
  static ItemOrigin of(WriteCall call) {
    return new ItemOrigin(call.account(), call.receivedMillis());
  }

  /** A key in the account. */
  public AccountKey key(String id) {
    return new AccountKey(account, id);
  }
}
