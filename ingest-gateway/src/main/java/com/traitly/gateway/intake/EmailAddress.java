package com.traitly.gateway.intake;

/** A light check that catches slips and refuses no real address; only mail itself can tell more. */
final class EmailAddress {
  static final int MAX_LENGTH = 320;

  private EmailAddress() {}

  /** Whether there is one at sign with something on both sides, and no space. */
  static boolean isPlausible(String text) {
    int at = text.indexOf('@');
    return at > 0
        && at < text.length() - 1
        && text.indexOf('@', at + 1) < 0
        && text.chars().noneMatch(Character::isWhitespace);
  }
}
