package com.traitly.gateway.sources.format;

import java.util.List;

/**
 * A schema as the registry has it.
 *
 * @param references what it takes from other schemas
 */
record RegisteredSchema(String text, List<Reference> references) {
  /**
   * Another schema that one needs.
   *
   * @param name how the schema that needs it calls it: the name of an Avro type, or of the file
   *     that a .proto file imports
   */
  record Reference(String name, String subject, int version) {}
}
