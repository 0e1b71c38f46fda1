package com.traitly.cli.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Items which are sent in one request, as a JSON array. Single-threaded. */
final class Batch {
  /** Half of what the API takes in one request. */
  private static final int ITEMS = 1_000;

  private static final int BYTES = 4 << 20;

  private final long number;
  private final List<Sent> rows = new ArrayList<>();
  private final List<byte[]> items = new ArrayList<>();
  private int bytes;
  private int held;

  /** A batch with the number which {@link Progress#begin()} gave it. */
  Batch(long number) {
    this.number = number;
  }

  /**
   * One row of it.
   *
   * @param fields the row as it was in its file
   * @param untyped whether its values are texts because the file has no types
   */
  record Sent(Kind kind, int file, long row, ObjectNode fields, boolean untyped) {}

  void add(Sent row, byte[] item) {
    rows.add(row);
    items.add(item);
    bytes += item.length;
    held += Lanes.held(item.length);
  }

  boolean isFull() {
    return rows.size() >= ITEMS || bytes >= BYTES;
  }

  /** The kind of its rows, which is the same for all. */
  Kind kind() {
    return rows.getFirst().kind();
  }

  /** How much room its items take in memory. */
  int held() {
    return held;
  }

  long number() {
    return number;
  }

  List<Sent> rows() {
    return rows;
  }

  /** The body of a request with a part of the items. */
  byte[] body(int from, int to) {
    ByteArrayOutputStream body = new ByteArrayOutputStream(bytes + items.size() + 2);
    for (int i = from; i < to; i++) {
      body.write(i == from ? '[' : ',');
      body.writeBytes(items.get(i));
    }
    body.write(']');
    return body.toByteArray();
  }
}
