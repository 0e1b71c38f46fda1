package com.traitly.gateway.sources.format;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas that values named so far. A schema never changes under its id, so each is read from
 * the registry once. Thread-safe.
 *
 * @param <T> a schema, parsed
 */
final class KnownSchemas<T> {
  private final SchemaRegistry registry;
  private final SchemaLanguage language;
  private final Parser<T> parser;
  private final Map<Integer, T> schemas = new ConcurrentHashMap<>();

  /** Parses schemas of one language. */
  @FunctionalInterface
  interface Parser<T> {
    /**
     * Parses a schema with all that it refers to.
     *
     * @throws UnfitSchemaException when it cannot be used
     * @throws RegistryAwayException when the registry does not answer
     */
    T parse(RegisteredSchema schema) throws UnfitSchemaException;
  }

  KnownSchemas(SchemaRegistry registry, SchemaLanguage language, Parser<T> parser) {
    this.registry = registry;
    this.language = language;
    this.parser = parser;
  }

  /**
   * The schema of an id.
   *
   * @throws com.traitly.contracts.error.ApiException when there is none in this language
   * @throws RegistryAwayException when the registry does not answer
   */
  T of(int id) {
    T known = schemas.get(id);
    if (known != null) {
      return known;
    }
    RegisteredSchema found = registry.schema(id, language);
    try {
      T schema = parser.parse(found);
      schemas.put(id, schema);
      return schema;
    } catch (UnfitSchemaException unfit) {
      throw Refusal.of(
          "The schema %d in the registry cannot be read as %s: %s"
              .formatted(id, language.spoken(), unfit.getMessage()));
    }
  }
}
