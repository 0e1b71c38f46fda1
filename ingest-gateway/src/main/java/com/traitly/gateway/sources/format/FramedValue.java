package com.traitly.gateway.sources.format;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A value with the id of its schema in front, as serializers of a Confluent-compatible registry
 * write it: a zero byte, four bytes of id, the data.
 *
 * @param data must not be changed
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
record FramedValue(int schema, byte[] data) {
  private static final int HEADER = 1 + Integer.BYTES;

  /** Takes a value apart. */
  static FramedValue of(byte[] value) {
    if (value.length == 0 || value[0] != 0) {
      throw Refusal.of(
          "The value does not begin with the zero byte and the schema id that a schema registry's"
              + " serializer writes%s"
                  .formatted(
                      value.length > 0 && value[0] == '{'
                          ? "; it looks like plain JSON, which is format: json"
                          : ""));
    }
    if (value.length < HEADER) {
      throw Refusal.of("The value has %d bytes, too few for a schema id".formatted(value.length));
    }
    return new FramedValue(
        ByteBuffer.wrap(value).getInt(1), Arrays.copyOfRange(value, HEADER, value.length));
  }
}
