package com.traitly.contracts.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.List;

/**
 * Builds one JSON object as UTF-8, for the few places where a tree costs too much. Single-threaded.
 */
public final class ObjectBytes {
  private static final int USUAL_SIZE = 256;

  private byte[] bytes = new byte[USUAL_SIZE];
  private int size;

  /** Without fields. */
  public ObjectBytes() {
    append((byte) '{');
  }

  /** A field that is a text; it has no half of a surrogate pair. */
  public ObjectBytes put(String name, String value) {
    name(name);
    append((byte) '"');
    if (isPlain(value)) {
      appendPlain(value);
    } else {
      append(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    }
    append((byte) '"');
    return this;
  }

  /** A field that is a number. */
  public ObjectBytes put(String name, long value) {
    name(name);
    appendPlain(Long.toString(value));
    return this;
  }

  /** A field that is an object, its fields written already. */
  public ObjectBytes putObject(String name, byte[] fields) {
    name(name);
    append((byte) '{');
    append(fields);
    append((byte) '}');
    return this;
  }

  /** A field that is an array, its elements written already. */
  public ObjectBytes putArray(String name, List<byte[]> elements) {
    name(name);
    append((byte) '[');
    for (int i = 0; i < elements.size(); i++) {
      if (i > 0) {
        append((byte) ',');
      }
      append(elements.get(i));
    }
    append((byte) ']');
    return this;
  }

  /** The finished object. */
  public byte[] finished() {
    append((byte) '}');
    return Arrays.copyOf(bytes, size);
  }

  private void name(String name) {
    room(name.length() + 4);
    if (size > 1) {
      bytes[size++] = ',';
    }
    bytes[size++] = '"';
    appendPlain(name);
    bytes[size++] = '"';
    bytes[size++] = ':';
  }

  /** Whether each character stands for itself in JSON and is one byte in UTF-8. */
  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char each = value.charAt(i);
      if (each < ' ' || each > '~' || each == '"' || each == '\\') {
        return false;
      }
    }
    return true;
  }

  @SuppressWarnings("deprecation") // drops the high bytes, which plain characters have not
  private void appendPlain(String value) {
    room(value.length());
    value.getBytes(0, value.length(), bytes, size);
    size += value.length();
  }

  private void append(byte value) {
    room(1);
    bytes[size++] = value;
  }

  private void append(byte[] values) {
    room(values.length);
    System.arraycopy(values, 0, bytes, size, values.length);
    size += values.length;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
