package com.traitly.cli.imports;

/** A row that cannot become an item. The message is the reason, without a full stop. */
final class RowRefused extends Exception {
  RowRefused(String reason) {
    super(reason);
  }
}
