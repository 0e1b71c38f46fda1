package com.traitly.processor.training;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.util.BitSet;

/**
 * Numbers of which most are zero, as bytes: how many there are, a bit for each that says whether it
 * is not zero, and those that are not, with every bit kept.
 */
final class SparseFloats {
  private SparseFloats() {}

  static SimpleModule module() {
    return new SimpleModule()
        .addSerializer(float[].class, new Writer())
        .addDeserializer(float[].class, new Reader());
  }

  private static final class Writer extends StdSerializer<float[]> {
    @Serial private static final long serialVersionUID = 1;

    Writer() {
      super(float[].class);
    }

    @Override
    public void serialize(float[] values, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      BitSet present = new BitSet(values.length);
      for (int i = 0; i < values.length; i++) {
        present.set(i, Float.floatToRawIntBits(values[i]) != 0);
      }
      ByteBuffer bytes =
          ByteBuffer.allocate(
                  Integer.BYTES + bitBytes(values.length) + present.cardinality() * Float.BYTES)
              .putInt(values.length)
              .put(present.toByteArray())
              .position(Integer.BYTES + bitBytes(values.length));
      present.stream().forEach(i -> bytes.putFloat(values[i]));
      out.writeBinary(bytes.array());
    }
  }

  private static final class Reader extends StdDeserializer<float[]> {
    @Serial private static final long serialVersionUID = 1;

    Reader() {
      super(float[].class);
    }

    @Override
    public float[] deserialize(JsonParser in, DeserializationContext context) throws IOException {
      ByteBuffer bytes = ByteBuffer.wrap(in.getBinaryValue());
      int length = bytes.getInt();
      if (length < 0 || bitBytes(length) > bytes.remaining()) {
        throw new InvalidFormatException(in, "fewer numbers than announced", length, float[].class);
      }
      float[] values = new float[length];
      BitSet present = BitSet.valueOf(bytes.slice(Integer.BYTES, bitBytes(values.length)));
      bytes.position(Integer.BYTES + bitBytes(values.length));
      present.stream().forEach(i -> values[i] = bytes.getFloat());
      return values;
    }
  }

  private static int bitBytes(int bits) {
    return (bits + Byte.SIZE - 1) / Byte.SIZE;
  }
}
