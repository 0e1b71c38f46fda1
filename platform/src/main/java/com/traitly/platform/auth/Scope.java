package com.traitly.platform.auth;

import java.util.Locale;

/** What an API key allows; {@link #ADMIN} allows everything. */
public enum Scope {
  EVENTS_WRITE,
  CUSTOMERS_WRITE,
  /** What the keys of web pages and apps may have, because anyone can read those keys. */
  COLLECT_WRITE,
  READ,
  ADMIN;

  /** The name in JSON, e.g. {@code events:write}. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', ':');
  }
}
