package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/** Avro behind the id of its schema, which is read from a registry. */
public final class AvroValues implements ValueFormat {
  /** A length that a record claims must not reserve more memory than a record may have. */
  private static final String MOST_BYTES = Integer.toString(1 << 20);

  static {
    // Avro has no other way to bound what it allocates before it has read it.
    System.setProperty("org.apache.avro.limits.bytes.maxLength", MOST_BYTES);
    System.setProperty("org.apache.avro.limits.string.maxLength", MOST_BYTES);
    System.setProperty("org.apache.avro.limits.collectionItems.maxLength", MOST_BYTES);
  }

  private final KnownSchemas<Schema> schemas;

  public AvroValues(SchemaRegistry registry) {
    this(registry, InstantSource.system());
  }

  AvroValues(SchemaRegistry registry, InstantSource clock) {
    schemas = new KnownSchemas<>(registry, SchemaLanguage.AVRO, new AvroSchemas(registry), clock);
  }

  @Override
  public JsonNode decode(byte[] value) {
    FramedValue framed = FramedValue.of(value);
    Schema schema = schemas.of(framed.schema());
    try {
      BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(framed.data(), null);
      Object read = new GenericDatumReader<>(schema).read(null, decoder);
      if (!decoder.isEnd()) {
        throw unreadable(framed);
      }
      return AvroJson.of(schema, read);
    } catch (IOException
        | AvroRuntimeException
        | UncheckedIOException
        | IndexOutOfBoundsException
        | UnsupportedOperationException
        | NegativeArraySizeException
        // A schema that contains itself lets a few bytes nest without end.
        | StackOverflowError e) {
      throw unreadable(framed);
    }
  }

  private static RuntimeException unreadable(FramedValue framed) {
    return Refusal.of(
        "The value cannot be read by the Avro schema %d that it names".formatted(framed.schema()));
  }
}
