package com.traitly.contracts.json;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/**
 * Writes JSON as UTF-8, for the few places where a tree costs too much. It checks nothing: the
 * caller must close objects and arrays and give fields their names. Single-threaded; can be used
 * again once it is {@link #finished}.
 */
public final class JsonBytes {
  private byte[] bytes;
  private int size;

  /** An empty writer with room for {@code expected} bytes before it has to grow. */
  public JsonBytes(int expected) {
    bytes = new byte[expected];
  }

  /** Begins an object, as an element or the whole. */
  public JsonBytes openObject() {
    separate();
    return append('{');
  }

  /** Begins an object, as a field. */
  public JsonBytes openObject(String name) {
    return name(name).append('{');
  }

  /** Ends an object. */
  public JsonBytes closeObject() {
    return append('}');
  }

  /** Begins an array, as a field. */
  public JsonBytes openArray(String name) {
    return name(name).append('[');
  }

  /** Ends an array. */
  public JsonBytes closeArray() {
    return append(']');
  }

  /** Writes a text field; the text must not hold half of a surrogate pair. */
  public JsonBytes put(String name, String value) {
    name(name).append('"');
    if (isPlain(value)) {
      appendPlain(value);
    } else {
      byte[] quoted = JsonStringEncoder.getInstance().quoteAsUTF8(value);
      append(quoted, 0, quoted.length);
    }
    return append('"');
  }

  /** Writes a number field. */
  public JsonBytes put(String name, long value) {
    return name(name).append(value);
  }

  /** Writes an instant, given in UNIX milliseconds, in the form of {@link Times#node}. */
  public JsonBytes putInstant(String name, long millis) {
    if (millis % 1_000 == 0) {
      return put(name, millis / 1_000);
    }
    name(name);
    appendPlain(Times.exact(millis).toPlainString());
    return this;
  }

  /** Writes a text field that holds the digits of a number. */
  public JsonBytes putAsText(String name, long value) {
    return name(name).append('"').append(value).append('"');
  }

  /** Writes a field whose value is JSON already. */
  public JsonBytes put(String name, byte[] json) {
    name(name);
    append(json, 0, json.length);
    return this;
  }

  /** Copies elements, or fields with their names, that are JSON already; at least one. */
  public JsonBytes copy(byte[] json, int from, int to) {
    separate();
    append(json, from, to);
    return this;
  }

  /** The number of bytes written so far. */
  public int size() {
    return size;
  }

  /** Returns what was written and starts anew. */
  public byte[] finished() {
    byte[] all = Arrays.copyOf(bytes, size);
    size = 0;
    return all;
  }

  private JsonBytes name(String name) {
    separate();
    append('"');
    appendPlain(name);
    append('"');
    return append(':');
  }

  /** Writes a comma, unless this is the first item of its object or array. */
  private void separate() {
    if (size > 0 && bytes[size - 1] != '{' && bytes[size - 1] != '[') {
      append(',');
    }
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

  @SuppressWarnings("deprecation") // drops the high bytes, which are zero in plain characters
  private void appendPlain(String value) {
    room(value.length());
    value.getBytes(0, value.length(), bytes, size);
    size += value.length();
  }

  private JsonBytes append(long value) {
    appendPlain(Long.toString(value));
    return this;
  }

  private JsonBytes append(char plain) {
    room(1);
    bytes[size++] = (byte) plain;
    return this;
  }

  private void append(byte[] values, int from, int to) {
    room(to - from);
    System.arraycopy(values, from, bytes, size, to - from);
    size += to - from;
  }

  private void room(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
