package com.traitly.contracts.json;

import java.util.Arrays;

/**
 * Selected fields of a caller's object, as the bytes that were sent: storing them builds no tree
 * and changes no digit. Single-threaded.
 */
public final class FieldSlices {
  private final byte[] text;
  private byte[] fields = new byte[0];
  private int start = -1;

  public FieldSlices(byte[] text) {
    this.text = text;
  }

  /** Includes the field whose name the cursor is at. */
  public void include(JsonCursor at) {
    if (start < 0) {
      start = at.start();
    }
  }

  /**
   * Ends an included part: the cursor is at the name of an unwanted field or at the object's end.
   */
  public void exclude(JsonCursor at) {
    if (start >= 0) {
      byte[] more = Arrays.copyOfRange(text, start, endBefore(at.start()));
      fields = fields.length == 0 ? more : joined(fields, more);
      start = -1;
    }
  }

  /** All included fields, separated by commas; empty when there are none. */
  public byte[] bytes() {
    return fields;
  }

  private static byte[] joined(byte[] fields, byte[] more) {
    byte[] all = Arrays.copyOf(fields, fields.length + 1 + more.length);
    all[fields.length] = ',';
    System.arraycopy(more, 0, all, fields.length + 1, more.length);
    return all;
  }

  /** Only white space and one comma lie between a field and the next one or the object's end. */
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
