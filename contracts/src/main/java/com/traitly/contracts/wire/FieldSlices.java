package com.traitly.contracts.wire;

import java.io.ByteArrayOutputStream;

/**
 * Fields of a caller's object as the bytes that were sent, so that storing them costs no tree and
 * changes no digit. Single-threaded.
 */
final class FieldSlices {
  private final byte[] text;
  private final ByteArrayOutputStream fields = new ByteArrayOutputStream();
  private int start = -1;

  FieldSlices(byte[] text) {
    this.text = text;
  }

  /** The field whose name begins here is wanted. */
  void include(int at) {
    if (start < 0) {
      start = at;
    }
  }

  /** A field that is not wanted, or the object's end, begins here. */
  void exclude(int at) {
    if (start >= 0) {
      if (fields.size() > 0) {
        fields.write(',');
      }
      fields.write(text, start, endBefore(at) - start);
      start = -1;
    }
  }

  /** All wanted fields with commas between; empty when there are none. */
  byte[] bytes() {
    return fields.toByteArray();
  }

  /** What stands between a field and the next, or the object's end, is space and one comma. */
  private int endBefore(int at) {
    int end = at;
    while (isBetween(text[end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isBetween(byte each) {
    return each == ',' || each == ' ' || each == '\n' || each == '\r' || each == '\t';
  }
}
