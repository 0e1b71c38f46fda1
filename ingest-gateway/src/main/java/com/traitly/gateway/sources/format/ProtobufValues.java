package com.traitly.gateway.sources.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UninitializedMessageException;
import com.traitly.contracts.error.ApiException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Protobuf behind the id of its schema, which is read from a registry, and the path to its message
 * type in that schema.
 */
public final class ProtobufValues implements ValueFormat {
  private final KnownSchemas<FileDescriptor> schemas;

  public ProtobufValues(SchemaRegistry registry) {
    this(registry, InstantSource.system());
  }

  ProtobufValues(SchemaRegistry registry, InstantSource clock) {
    schemas =
        new KnownSchemas<>(registry, SchemaLanguage.PROTOBUF, new ProtobufSchemas(registry), clock);
  }

  @Override
  public JsonNode decode(byte[] value) {
    FramedValue framed = FramedValue.of(value);
    FileDescriptor schema = schemas.of(framed.schema());
    CodedInputStream in = CodedInputStream.newInstance(framed.data());
    Descriptor type = type(schema, framed, in);
    try {
      DynamicMessage.Builder message = DynamicMessage.newBuilder(type).mergeFrom(in);
      // A stray end of a group would otherwise pass for the end of the message.
      in.checkLastTagWas(0);
      return ProtobufJson.of(built(message));
    } catch (InvalidProtocolBufferException unfit) {
      throw Refusal.of(
          "The value cannot be read as the Protobuf message %s of the schema %d that it names: %s"
              .formatted(type.getFullName(), framed.schema(), unfit.getMessage()));
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory", e);
    }
  }

  private static Message built(DynamicMessage.Builder message)
      throws InvalidProtocolBufferException {
    if (!message.isInitialized()) {
      throw new UninitializedMessageException(message.buildPartial())
          .asInvalidProtocolBufferException();
    }
    return message.buildPartial();
  }

  /**
   * The message type that a value names: its place among the types of the file, then its place
   * among the types within that one, and so on. The first type of a file is mostly written as a
   * single zero.
   */
  private static Descriptor type(FileDescriptor schema, FramedValue framed, CodedInputStream in) {
    try {
      int steps = in.readSInt32();
      if (steps == 0) {
        return step(schema.getMessageTypes(), 0, framed);
      }
      Descriptor type = null;
      for (int i = 0; i < steps; i++) {
        type = step(type == null ? schema.getMessageTypes() : type.getNestedTypes(), in, framed);
      }
      return found(type, framed);
    } catch (IOException cut) {
      throw noType(framed);
    }
  }

  private static Descriptor step(List<Descriptor> types, CodedInputStream in, FramedValue framed)
      throws IOException {
    return step(types, in.readSInt32(), framed);
  }

  private static Descriptor step(List<Descriptor> types, int index, FramedValue framed) {
    return found(index >= 0 && index < types.size() ? types.get(index) : null, framed);
  }

  private static Descriptor found(@Nullable Descriptor type, FramedValue framed) {
    if (type == null) {
      throw noType(framed);
    }
    return type;
  }

  private static ApiException noType(FramedValue framed) {
    return Refusal.of(
        "The value does not say which message of the schema %d it is, or names one that is not there"
            .formatted(framed.schema()));
  }
}
