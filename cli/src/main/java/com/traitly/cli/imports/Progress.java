package com.traitly.cli.imports;

import com.traitly.cli.checkpoint.Place;
import java.util.TreeMap;

/**
 * Which rows are done. Batches end in any order; {@link #done()} is the place up to which all are.
 * Thread-safe.
 */
final class Progress {
  private final TreeMap<Long, Place> open = new TreeMap<>();
  private Place read;
  private long rows;
  private long taken;
  private long rejected;

  /** Begins behind a place which an earlier run reached. */
  Progress(Place reached) {
    read = reached;
  }

  /**
   * Says that the next row begins a batch; returns the batch's number for {@link #end(long, int,
   * int)}.
   */
  synchronized long begin() {
    open.put(rows, read);
    return rows;
  }

  /** Says that a batch was answered, with what became of its rows. */
  synchronized void end(long batch, int takenRows, int rejectedRows) {
    open.remove(batch);
    taken += takenRows;
    rejected += rejectedRows;
  }

  /** Says that a row was refused before it was sent. */
  synchronized void refused() {
    rejected++;
  }

  /** Says that rows up to this place have been read, one more than before. */
  synchronized void read(Place place) {
    read = place;
    rows++;
  }

  /** Everything up to this place is taken or rejected. */
  synchronized Place done() {
    return open.isEmpty() ? read : open.firstEntry().getValue();
  }

  synchronized long rows() {
    return rows;
  }

  synchronized long taken() {
    return taken;
  }

  synchronized long rejected() {
    return rejected;
  }
}
