package com.traitly.contracts.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Records of one type as JSON that we store: a field for each component, in their order, in snake
 * case. Components of a primitive type, texts and enums must be there, unless they may be null.
 * Thread-safe.
 */
public final class RecordJson<T extends Record> {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private final Class<T> type;
  private final List<BeanPropertyDefinition> fields;
  private final Set<String> longs;

  /**
   * The JSON of a type.
   *
   * @param longs fields that may hold any 64 bits; all other numbers are counts or instants
   */
  public RecordJson(Class<T> type, String... longs) {
    this.type = type;
    this.longs = Set.of(longs);
    Set<String> optional =
        Arrays.stream(type.getRecordComponents())
            .filter(each -> each.getAnnotatedType().isAnnotationPresent(Nullable.class))
            .map(RecordComponent::getName)
            .collect(Collectors.toSet());
    fields =
        MAPPER
            .getSerializationConfig()
            .introspect(MAPPER.constructType(type))
            .findProperties()
            .stream()
            .filter(field -> !optional.contains(field.getInternalName()))
            .toList();
  }

  /** The record as a tree. */
  public ObjectNode tree(T value) {
    return MAPPER.valueToTree(value);
  }

  /** The record as compact UTF-8 JSON. */
  public byte[] bytes(T value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads what {@link #tree} or {@link #bytes} wrote.
   *
   * @throws IllegalArgumentException when it is something else
   */
  public T read(JsonNode json) {
    fields.forEach(field -> check(json, field.getName(), field.getRawPrimaryType()));
    try {
      return MAPPER.treeToValue(json, type);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("it is no " + type.getSimpleName(), e);
    }
  }

  private void check(JsonNode json, String field, Class<?> component) {
    if (component == String.class || component.isEnum()) {
      StoredFields.text(json, field);
    } else if (longs.contains(field)) {
      StoredFields.whole(json, field);
    } else if (component == int.class || component == long.class) {
      StoredFields.number(json, field);
    }
  }
}
