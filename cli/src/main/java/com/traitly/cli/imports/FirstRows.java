package com.traitly.cli.imports;

import com.traitly.cli.input.Row;
import com.traitly.cli.input.RowSource;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a source, whose first hundred are read ahead: where no header names the columns, the
 * fields of those rows stand for them. Single-threaded.
 */
final class FirstRows {
  private static final int AHEAD = 100;

  private final RowSource source;
  private final Deque<Row> ahead = new ArrayDeque<>();
  private final Set<String> columns = new LinkedHashSet<>();

  FirstRows(RowSource source) throws IOException {
    this.source = source;
    columns.addAll(source.columns());
    while (source.columns().isEmpty() && ahead.size() < AHEAD) {
      Row row = source.next();
      if (row == null) {
        break;
      }
      ahead.add(row);
      if (row instanceof Row.Read) {
        row.fields().fieldNames().forEachRemaining(columns::add);
      }
    }
  }

  /** The columns; none when no row could be read. */
  List<String> columns() {
    return new ArrayList<>(columns);
  }

  /** The next row, or null at the end. */
  @Nullable Row next() throws IOException {
    Row row = ahead.poll();
    return row == null ? source.next() : row;
  }
}
