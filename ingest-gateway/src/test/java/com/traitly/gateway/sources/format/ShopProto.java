package com.traitly.gateway.sources.format;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DurationProto;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import com.google.protobuf.StructProto;
import com.google.protobuf.TextFormat;
import com.google.protobuf.TimestampProto;
import com.google.protobuf.WrappersProto;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.Objects;

/** The .proto files of a shop, as a registry serves them, and messages of their types. */
public final class ShopProto {
  /** {@code shop/address.proto}. */
  public static final FileDescriptorProto ADDRESS =
      file(
          """
          name: "shop/address.proto" package: "shop" syntax: "proto3"
          message_type { name: "Address"
            field { name: "city" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
            field { name: "zip_code" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL } }
          """);

  /**
   * A file whose second message has messages within; it imports one file for its options only,
   * which no registry has.
   */
  public static final FileDescriptorProto ORDER =
      file(
          """
          name: "default" package: "shop" syntax: "proto3"
          dependency: "confluent/meta.proto" dependency: "shop/address.proto"
          dependency: "google/protobuf/timestamp.proto" dependency: "google/protobuf/struct.proto"
          dependency: "google/protobuf/duration.proto" dependency: "google/protobuf/wrappers.proto"
          dependency: "google/type/date.proto" dependency: "confluent/type/decimal.proto"
          message_type { name: "Login"
            field { name: "customer_id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
            field { name: "name" number: 2 type: TYPE_STRING label: LABEL_OPTIONAL } }
          message_type { name: "Events"
            nested_type { name: "Nothing" }
            nested_type { name: "Order"
              field { name: "customer_id" number: 1 type: TYPE_STRING label: LABEL_OPTIONAL }
              field { name: "created_at" number: 2 type: TYPE_MESSAGE type_name: ".google.protobuf.Timestamp" label: LABEL_OPTIONAL }
              field { name: "big" number: 3 type: TYPE_INT64 label: LABEL_OPTIONAL }
              field { name: "huge" number: 4 type: TYPE_UINT64 label: LABEL_OPTIONAL }
              field { name: "count" number: 5 type: TYPE_UINT32 label: LABEL_OPTIONAL }
              field { name: "ratio" number: 6 type: TYPE_FLOAT label: LABEL_OPTIONAL }
              field { name: "paid" number: 7 type: TYPE_BOOL label: LABEL_OPTIONAL }
              field { name: "state" number: 8 type: TYPE_ENUM type_name: ".shop.State" label: LABEL_OPTIONAL }
              field { name: "raw" number: 9 type: TYPE_BYTES label: LABEL_OPTIONAL }
              field { name: "tags" number: 10 type: TYPE_STRING label: LABEL_REPEATED }
              field { name: "places" number: 11 type: TYPE_MESSAGE type_name: ".shop.Events.Order.PlacesEntry" label: LABEL_REPEATED }
              field { name: "to" number: 12 type: TYPE_MESSAGE type_name: ".shop.Address" label: LABEL_OPTIONAL }
              field { name: "took" number: 13 type: TYPE_MESSAGE type_name: ".google.protobuf.Duration" label: LABEL_OPTIONAL }
              field { name: "note" number: 14 type: TYPE_MESSAGE type_name: ".google.protobuf.StringValue" label: LABEL_OPTIONAL }
              field { name: "more" number: 15 type: TYPE_MESSAGE type_name: ".google.protobuf.Struct" label: LABEL_OPTIONAL }
              field { name: "day" number: 16 type: TYPE_MESSAGE type_name: ".google.type.Date" label: LABEL_OPTIONAL }
              field { name: "sum" number: 17 type: TYPE_MESSAGE type_name: ".confluent.type.Decimal" label: LABEL_OPTIONAL }
              field { name: "gift" number: 18 type: TYPE_BOOL label: LABEL_OPTIONAL proto3_optional: true oneof_index: 0 }
              field { name: "within" number: 19 type: TYPE_MESSAGE type_name: ".shop.Events.Order" label: LABEL_OPTIONAL }
              oneof_decl { name: "_gift" }
              nested_type { name: "PlacesEntry" options { map_entry: true }
                field { name: "key" number: 1 type: TYPE_INT32 label: LABEL_OPTIONAL }
                field { name: "value" number: 2 type: TYPE_MESSAGE type_name: ".shop.Address" label: LABEL_OPTIONAL } } } }
          enum_type { name: "State"
            value { name: "OPEN" number: 0 } value { name: "DONE" number: 1 } }
          """);

  private ShopProto() {}

  /** A file from its text form. */
  public static FileDescriptorProto file(String text) {
    try {
      return TextFormat.parse(text, FileDescriptorProto.class);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** A file as a registry serves it. */
  public static String served(FileDescriptorProto file) {
    return Base64.getEncoder().encodeToString(file.toByteArray());
  }

  /** The message type of events called Order. */
  public static Descriptor order() {
    return built(ORDER).findMessageTypeByName("Events").findNestedTypeByName("Order");
  }

  /** A message of a type from its text form. */
  public static Message message(Descriptor type, String text) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    try {
      TextFormat.merge(text, message);
    } catch (TextFormat.ParseException e) {
      throw new IllegalArgumentException(e);
    }
    return message.build();
  }

  /** What a serializer writes behind the id of the schema; indexes as bytes. */
  public static byte[] indexed(Message message, int... indexes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int each : indexes) {
      out.write(each);
    }
    out.writeBytes(message.toByteArray());
    return out.toByteArray();
  }

  /** A file that may import the shop's address and what is well-known. */
  public static FileDescriptor built(FileDescriptorProto file) {
    try {
      FileDescriptor[] none = {};
      FileDescriptor[] all = {
        FileDescriptor.buildFrom(file("name: \"confluent/meta.proto\""), none),
        FileDescriptor.buildFrom(ADDRESS, none),
        TimestampProto.getDescriptor(),
        StructProto.getDescriptor(),
        DurationProto.getDescriptor(),
        WrappersProto.getDescriptor(),
        Objects.requireNonNull(WellKnownFiles.of("google/type/date.proto")),
        Objects.requireNonNull(WellKnownFiles.of("confluent/type/decimal.proto"))
      };
      return FileDescriptor.buildFrom(file, file.getDependencyCount() == 0 ? none : all);
    } catch (DescriptorValidationException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
