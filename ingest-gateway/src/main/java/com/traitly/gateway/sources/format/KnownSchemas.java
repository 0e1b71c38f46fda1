package com.traitly.gateway.sources.format;

import com.traitly.contracts.error.ApiException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas that values named so far. A schema never changes under its id, so each is read from
 * the registry once. One that cannot be used is remembered for a while, because each record of a
 * topic may name it. Thread-safe.
 *
 * @param <T> a schema, parsed
 */
final class KnownSchemas<T> {
  private static final Duration UNFIT_FOR = Duration.ofMinutes(1);

  /** Soon enough for a schema that reaches a follower of the registry after the first record. */
  private static final Duration MISSING_FOR = Duration.ofSeconds(5);

  private static final int MOST_REFUSED = 1_000;

  private final SchemaRegistry registry;
  private final SchemaLanguage language;
  private final Parser<T> parser;
  private final InstantSource clock;
  private final Map<Integer, T> schemas = new ConcurrentHashMap<>();
  private final Map<Integer, Refused> refused = new ConcurrentHashMap<>();

  /**
   * Why values of a schema are refused.
   *
   * @param until UNIX milliseconds; then the registry is asked again
   */
  private record Refused(String why, long until) {}

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

  KnownSchemas(
      SchemaRegistry registry, SchemaLanguage language, Parser<T> parser, InstantSource clock) {
    this.registry = registry;
    this.language = language;
    this.parser = parser;
    this.clock = clock;
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
    Refused before = refused.get(id);
    if (before != null && clock.millis() < before.until()) {
      throw Refusal.of(before.why());
    }
    T schema = read(id);
    schemas.put(id, schema);
    refused.remove(id);
    return schema;
  }

  private T read(int id) {
    try {
      return parser.parse(registry.schema(id, language));
    } catch (ApiException missing) {
      throw refused(id, missing.detail(), MISSING_FOR);
    } catch (UnfitSchemaException unfit) {
      throw refused(
          id,
          "The schema %d in the registry cannot be read as %s: %s"
              .formatted(id, language.spoken(), unfit.getMessage()),
          UNFIT_FOR);
    }
  }

  private ApiException refused(int id, String why, Duration time) {
    if (refused.size() >= MOST_REFUSED) {
      refused.clear();
    }
    refused.put(id, new Refused(why, clock.millis() + time.toMillis()));
    return Refusal.of(why);
  }
}
