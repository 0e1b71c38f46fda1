package com.traitly.gateway.sources.format;

/**
 * A language of schemas, as a registry names it and is asked for it.
 *
 * @param type its name in answers of the registry
 * @param spoken its name in our sentences
 * @param format the form in which the registry is asked for schemas; empty for its usual one
 */
record SchemaLanguage(String type, String spoken, String format) {
  /** Schemas are JSON. */
  static final SchemaLanguage AVRO = new SchemaLanguage("AVRO", "Avro", "");

  /** Schemas are FileDescriptorProtos in base64, so that nobody has to read .proto files. */
  static final SchemaLanguage PROTOBUF = new SchemaLanguage("PROTOBUF", "Protobuf", "serialized");
}
