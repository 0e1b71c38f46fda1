package com.traitly.contracts.json;

import java.util.Arrays;

/**
 * Fields of a caller's object as the bytes that were sent, so that storing them costs no tree and
 * changes no digit. Single-threaded.
 */
public final class FieldSlices {
  private final byte[] text;
  private byte[] fields = new byte[0];
  private int start = -1;

  public FieldSlices(byte[] text) {
    this.text = text;
  }

  /** The field whose name the cursor is at is wanted. */
  public void include(JsonCursor at) {
    if (start < 0) {
      start = at.start();
    }
  }

  /** The cursor is at the name of a field that is not wanted, or at the object's end. */
  public void exclude(JsonCursor at) {
    if (start >= 0) {
      byte[] more = Arrays.copyOfRange(text, start, endBefore(at.start()));
      fields = fields.length == 0 ? more : joined(fields, more);
      start = -1;
    }
  }

  /** All wanted fields with commas between; empty when there are none. */
  public byte[] bytes() {
    return fields;
  }

  private static byte[] joined(byte[] fields, byte[] more) {
    byte[] all = Arrays.copyOf(fields, fields.length + 1 + more.length);
    all[fields.length] = ',';
    System.arraycopy(more, 0, all, fields.length + 1, more.length);
    return all;
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
