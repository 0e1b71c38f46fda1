package com.traitly.gateway.sources.format;

import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Parses Avro schemas of a registry. Thread-safe. */
final class AvroSchemas implements KnownSchemas.Parser<Schema> {
  private final SchemaRegistry registry;

  AvroSchemas(SchemaRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Schema parse(RegisteredSchema schema) throws UnfitSchemaException {
    Schema.Parser parser = new Schema.Parser();
    try {
      addReferences(parser, schema, 0);
      return parser.parse(schema.text());
    } catch (AvroRuntimeException unfit) {
      throw new UnfitSchemaException("Avro refuses it");
    }
  }

  /** Adds the types that a schema takes from other subjects, the innermost first. */
  private int addReferences(Schema.Parser parser, RegisteredSchema schema, int before)
      throws UnfitSchemaException {
    int added = before;
    for (RegisteredSchema.Reference each : schema.references()) {
      if (!parser.getTypes().containsKey(each.name())) {
        RegisteredSchema found = registry.referenced(each, SchemaLanguage.AVRO, added);
        added = addReferences(parser, found, added + 1);
        var unused = parser.parse(found.text());
      }
    }
    return added;
  }
}
