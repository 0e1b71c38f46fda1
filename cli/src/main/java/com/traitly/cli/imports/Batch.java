package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Items which are sent in one request, as a JSON array. Single-threaded. */
final class Batch {
  /** Half of what the API takes in one request. */
  private static final int ITEMS = 1_000;

  private static final int BYTES = 4 << 20;

  private final long number;
  private final Kind kind;
  private final List<Sent> rows = new ArrayList<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream(16 << 10);

  /** A batch with the number which {@link Progress#begin()} gave it. */
  Batch(long number, Kind kind) {
    this.number = number;
    this.kind = kind;
  }

  /**
   * One row of it.
   *
   * @param fields the row as it was in its file
   */
  record Sent(Kind kind, int file, long row, ObjectNode fields) {}

  void add(Sent row, byte[] item) {
    body.write(rows.isEmpty() ? '[' : ',');
    body.write(item, 0, item.length);
    rows.add(row);
  }

  boolean isFull() {
    return rows.size() >= ITEMS || body.size() >= BYTES;
  }

  Kind kind() {
    return kind;
  }

  long number() {
    return number;
  }

  List<Sent> rows() {
    return rows;
  }

  /** The body of the request. */
  byte[] body() {
    byte[] open = body.toByteArray();
    byte[] whole = Arrays.copyOf(open, open.length + 1);
    whole[open.length] = ']';
    return whole;
  }
}
