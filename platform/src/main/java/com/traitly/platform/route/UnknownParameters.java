package com.traitly.platform.route;

import com.traitly.contracts.intent.Excerpt;
import com.traitly.contracts.intent.NearName;
import java.util.List;
import java.util.stream.Collectors;

/** Words the refusal of parameters that a route does not know. Pure. */
final class UnknownParameters {
  private UnknownParameters() {}

  /** One sentence that names the unknown parameters and the known ones. */
  static String refusal(List<String> unknown, List<String> known) {
    String names =
        unknown.stream()
            .distinct()
            .map(each -> "'" + Excerpt.of(each) + "'" + suggestion(each, known))
            .collect(Collectors.joining(", "));
    return known.isEmpty()
        ? "There is no parameter %s here: this address takes none".formatted(names)
        : "There is no parameter %s here; known are %s".formatted(names, String.join(", ", known));
  }

  private static String suggestion(String name, List<String> known) {
    return NearName.among(known, name).map(" (did you mean %s?)"::formatted).orElse("");
  }
}
