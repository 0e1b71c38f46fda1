package com.traitly.contracts.wire;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Builds one JSON object as UTF-8, for the few places where a tree costs too much. */
final class ObjectBytes {
  private static final int USUAL_SIZE = 256;

  private byte[] bytes = new byte[USUAL_SIZE];
  private int size;

  ObjectBytes() {
    append((byte) '{');
  }

  /** A field that is a text. */
  ObjectBytes put(String name, String value) {
    name(name);
    append((byte) '"');
    if (isPlain(value)) {
      room(value.length());
      for (int i = 0; i < value.length(); i++) {
        bytes[size++] = (byte) value.charAt(i);
      }
    } else {
      append(JsonStringEncoder.getInstance().quoteAsUTF8(value));
    }
    append((byte) '"');
    return this;
  }

  /** A field that is a number. */
  ObjectBytes put(String name, long value) {
    name(name);
    append(Long.toString(value).getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** A field that is an object, its fields written already. */
  ObjectBytes putObject(String name, byte[] fields) {
    name(name);
    append((byte) '{');
    append(fields);
    append((byte) '}');
    return this;
  }

  /** The finished object. */
  byte[] finished() {
    append((byte) '}');
    return Arrays.copyOf(bytes, size);
  }

  private void name(String name) {
    if (size > 1) {
      append((byte) ',');
    }
    append((byte) '"');
    append(name.getBytes(StandardCharsets.ISO_8859_1));
    append((byte) '"');
    append((byte) ':');
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
