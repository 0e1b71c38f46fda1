package com.traitly.gateway.sources.format;

import com.google.protobuf.AnyProto;
import com.google.protobuf.ApiProto;
import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.EmptyProto;
import com.google.protobuf.FieldMaskProto;
import com.google.protobuf.SourceContextProto;
import com.google.protobuf.StructProto;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.TypeProto;
import com.google.protobuf.WrappersProto;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files that .proto files may import although no registry has them. */
final class WellKnownFiles {
  private static final Map<String, FileDescriptor> FILES =
      Stream.of(
              AnyProto.getDescriptor(),
              ApiProto.getDescriptor(),
              DescriptorProtos.getDescriptor(),
              DurationProto.getDescriptor(),
              EmptyProto.getDescriptor(),
              FieldMaskProto.getDescriptor(),
              SourceContextProto.getDescriptor(),
              StructProto.getDescriptor(),
              TimestampProto.getDescriptor(),
              TypeProto.getDescriptor(),
              WrappersProto.getDescriptor(),
              // Kafka Connect writes days and decimals with these two.
              message(
                  "google/type/date.proto",
                  "google.type",
                  "Date",
                  field("year", FieldDescriptorProto.Type.TYPE_INT32),
                  field("month", FieldDescriptorProto.Type.TYPE_INT32),
                  field("day", FieldDescriptorProto.Type.TYPE_INT32)),
              message(
                  "confluent/type/decimal.proto",
                  "confluent.type",
                  "Decimal",
                  field("value", FieldDescriptorProto.Type.TYPE_BYTES),
                  field("precision", FieldDescriptorProto.Type.TYPE_UINT32),
                  field("scale", FieldDescriptorProto.Type.TYPE_INT32)))
          .collect(Collectors.toUnmodifiableMap(FileDescriptor::getName, Function.identity()));

  private WellKnownFiles() {}

  /** The file of a name; null when it is none of these. */
  static @Nullable FileDescriptor of(String name) {
    return FILES.get(name);
  }

  /** Whether it is one of these, not another file under the name of one. */
  static boolean has(FileDescriptor file) {
    return FILES.get(file.getName()) == file;
  }

  /** A file without contents. */
  static FileDescriptor empty(String name) {
    return built(FileDescriptorProto.newBuilder().setName(name));
  }

  private static FieldDescriptorProto.Builder field(String name, FieldDescriptorProto.Type type) {
    return FieldDescriptorProto.newBuilder().setName(name).setType(type);
  }

  /** A file with one message, whose fields are numbered in their order. */
  private static FileDescriptor message(
      String file, String ofPackage, String name, FieldDescriptorProto.Builder... fields) {
    FileDescriptorProto.Builder proto =
        FileDescriptorProto.newBuilder().setName(file).setPackage(ofPackage).setSyntax("proto3");
    var message = proto.addMessageTypeBuilder().setName(name);
    for (int i = 0; i < fields.length; i++) {
      message.addField(fields[i].setNumber(i + 1));
    }
    return built(proto);
  }

  private static FileDescriptor built(FileDescriptorProto.Builder proto) {
    try {
      return FileDescriptor.buildFrom(proto.build(), new FileDescriptor[0]);
    } catch (DescriptorValidationException neverForOurOwn) {
      throw new IllegalStateException(neverForOurOwn);
    }
  }
}
