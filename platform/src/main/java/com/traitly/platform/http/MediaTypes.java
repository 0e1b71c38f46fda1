package com.traitly.platform.http;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code Accept}: whether a caller takes JSON. */
final class MediaTypes {
  private static final Set<String> JSON =
      Set.of("*/*", "application/*", "application/json", "application/problem+json");

  private MediaTypes() {}

  /** True when the header is absent or blank, or when one of its ranges covers JSON. */
  static boolean acceptsJson(@Nullable String accept) {
    return accept == null
        || accept.isBlank()
        || Arrays.stream(accept.split(",")).anyMatch(MediaTypes::coversJson);
  }

  private static boolean coversJson(String range) {
    List<String> parts =
        Arrays.stream(range.split(";", -1))
            .map(part -> part.strip().toLowerCase(Locale.ROOT))
            .toList();
    boolean refused = parts.stream().anyMatch(part -> part.matches("q=0(\\.0*)?"));
    return JSON.contains(parts.getFirst()) && !refused;
  }
}
