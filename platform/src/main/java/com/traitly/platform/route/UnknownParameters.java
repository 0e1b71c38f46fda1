package com.traitly.platform.route;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Words the refusal of parameters that a route does not know. Pure. */
final class UnknownParameters {
  private static final int FEW = 2;
  private static final int SHOWN = 60;

  private UnknownParameters() {}

  /** One sentence that names the unknown parameters and the known ones. */
  static String refusal(List<String> unknown, List<String> known) {
    String names =
        unknown.stream()
            .distinct()
            .map(each -> "'" + shortened(each) + "'" + suggestion(each, known))
            .collect(Collectors.joining(", "));
    return known.isEmpty()
        ? "There is no parameter %s here: this address takes none".formatted(names)
        : "There is no parameter %s here; known are %s".formatted(names, String.join(", ", known));
  }

  private static String shortened(String name) {
    String clean = name.replaceAll("\\p{Cntrl}", "?");
    return clean.codePointCount(0, clean.length()) <= SHOWN
        ? clean
        : clean.substring(0, clean.offsetByCodePoints(0, SHOWN)) + "…";
  }

  private static String suggestion(String name, List<String> known) {
    String plain = plain(name);
    Optional<String> same = known.stream().filter(each -> plain(each).equals(plain)).findFirst();
    Optional<String> near =
        same.isPresent()
            ? same
            : known.stream()
                .filter(each -> distance(plain(each), plain) <= allowed(each))
                .findFirst();
    return near.map(each -> " (did you mean " + each + "?)").orElse("");
  }

  /** A name without case and separators, so that {@code CUSTOMER-ID} equals {@code customerId}. */
  private static String plain(String name) {
    return shortened(name).replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static int allowed(String name) {
    return name.length() > 2 * FEW ? FEW : 1;
  }

  /** How many characters must be inserted, removed or replaced (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
