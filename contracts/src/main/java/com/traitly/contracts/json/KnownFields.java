package com.traitly.contracts.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.intent.NearName;
import java.util.Collection;

/** Refuses unknown fields where ignoring a misspelt one would do harm. */
public final class KnownFields {
  private KnownFields() {}

  /** Notes every field of an object that is not among the known ones. */
  public static void require(ObjectReader reader, JsonNode json, Collection<String> known) {
    json.fieldNames()
        .forEachRemaining(name -> {
          if (!known.contains(name)) {
            String meant =
                NearName.among(known, name).map(" (did you mean %s?)"::formatted).orElse("");
            reader.invalid(
                name,
                "is not known here%s; known are %s"
                    .formatted(meant, String.join(", ", known.stream().sorted().toList())));
          }
        });
  }
}
