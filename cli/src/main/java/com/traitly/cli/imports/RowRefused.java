package com.traitly.cli.imports;

/** A row that cannot become an item. */
final class RowRefused extends Exception {
  private final String reason;

  RowRefused(String reason) {
    super(reason);
    this.reason = reason;
  }

  /** Why, without a full stop. */
  String reason() {
    return reason;
  }
}
