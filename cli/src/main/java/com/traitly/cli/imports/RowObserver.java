package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.cli.input.Row;
import org.jspecify.annotations.Nullable;

/** Sees the rows of an import, in their order. */
@FunctionalInterface
interface RowObserver {
  /** A row, and the item it became; null when it cannot become one. */
  void saw(Kind kind, Row row, @Nullable ObjectNode item);
}
