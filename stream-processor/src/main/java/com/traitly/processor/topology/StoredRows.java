package com.traitly.processor.topology;

import com.traitly.processor.prediction.ExampleRow;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Examples of a window that lie in a store: those of all windows that wait to be learnt would not
 * fit into memory, so they are read again each time somebody looks. Single-threaded.
 */
final class StoredRows extends AbstractList<ExampleRow> {
  private final Supplier<List<ExampleRow>> stored;
  private @Nullable List<ExampleRow> inMemory;

  /** Rows that are in memory until they {@link #rest}. */
  StoredRows(List<ExampleRow> inMemory, Supplier<List<ExampleRow>> stored) {
    this.inMemory = inMemory;
    this.stored = stored;
  }

  /** Drops them from memory. */
  void rest() {
    inMemory = null;
  }

  @Override
  public Iterator<ExampleRow> iterator() {
    return rows().iterator();
  }

  @Override
  public ExampleRow get(int index) {
    return rows().get(index);
  }

  @Override
  public int size() {
    return rows().size();
  }

  private List<ExampleRow> rows() {
    return inMemory == null ? stored.get() : inMemory;
  }
}
