package com.traitly.cli.input;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one file, in order. Single-threaded. */
public interface RowSource extends Closeable {
  /**
   * Returns the columns that the file itself names; empty when each row names its own fields, as in
   * JSON.
   */
  List<String> columns();

  /** Whether all values are texts because the format has no types, as in CSV. */
  boolean untyped();

  /**
   * Returns the next row, or null at the end.
   *
   * @throws IOException when the file cannot be read, or cannot be read any further
   */
  @Nullable Row next() throws IOException;
}
