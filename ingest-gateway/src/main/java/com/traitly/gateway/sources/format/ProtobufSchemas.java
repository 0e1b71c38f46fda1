package com.traitly.gateway.sources.format;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses Protobuf schemas of a registry, each of which is a .proto file. Thread-safe. */
final class ProtobufSchemas implements KnownSchemas.Parser<FileDescriptor> {
  private final SchemaRegistry registry;

  ProtobufSchemas(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public FileDescriptor parse(RegisteredSchema schema) throws UnfitSchemaException {
    return new Files().built(null, schema);
  }

  /** The files that one file imports, directly or not. Single-threaded. */
  private final class Files {
    private final Map<String, FileDescriptor> imported = new HashMap<>();
    private int followed;

    /**
     * A file with all that it imports.
     *
     * @param name by which another file imports it; null for the file that a value names
     */
    FileDescriptor built(@Nullable String name, RegisteredSchema schema)
        throws UnfitSchemaException {
      FileDescriptorProto file = file(name, schema.text());
      for (RegisteredSchema.Reference each : schema.references()) {
        if (WellKnownFiles.of(each.name()) == null && !imported.containsKey(each.name())) {
          RegisteredSchema found = registry.referenced(each, SchemaLanguage.PROTOBUF, followed++);
          imported.put(each.name(), built(each.name(), found));
        }
      }
      FileDescriptor[] dependencies =
          file.getDependencyList().stream().map(this::dependency).toArray(FileDescriptor[]::new);
      try {
        return FileDescriptor.buildFrom(file, dependencies);
      } catch (DescriptorValidationException unfit) {
        throw new UnfitSchemaException(String.valueOf(unfit.getMessage()));
      }
    }

    /**
     * An imported file. One that neither the registry nor we have is taken for empty: many files
     * import options only, which do not matter here. If the importing file takes a type from it,
     * building that file fails.
     */
    private FileDescriptor dependency(String name) {
      FileDescriptor wellKnown = WellKnownFiles.of(name);
      return wellKnown != null ? wellKnown : imported.computeIfAbsent(name, WellKnownFiles::empty);
    }

    private FileDescriptorProto file(@Nullable String name, String text)
        throws UnfitSchemaException {
      try {
        FileDescriptorProto.Builder file =
            FileDescriptorProto.parseFrom(Base64.getDecoder().decode(text)).toBuilder();
        if (name != null) {
          file.setName(name);
        }
        // Otherwise texts of proto2 that are not UTF-8 would be mended in silence.
        file.getOptionsBuilder().setJavaStringCheckUtf8(true);
        return file.build();
      } catch (InvalidProtocolBufferException unfit) {
        throw new UnfitSchemaException("it is not a FileDescriptorProto");
      } catch (IllegalArgumentException noBase64) {
        // No fault of the value: nothing can be read until the registry is another one.
        throw new RegistryAwayException(
            "the schema registry does not know ?format=serialized: Protobuf schemas come as text",
            noBase64);
      }
    }
  }
}
