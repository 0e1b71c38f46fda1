package com.traitly.cli.imports;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Guesses which column was meant; a guess is only ever shown, never used. */
final class Hints {
  private static final Map<String, List<String>> OTHER_NAMES =
      Map.of(
          "customer_id",
          List.of("userid", "customerid", "customer", "user", "uid", "accountid", "id"),
          "name",
          List.of("event", "eventname", "action", "activity", "type", "fullname", "username"),
          "email",
          List.of("emailaddress", "mail"),
          "plan",
          List.of("planname", "subscription", "tier", "product"));

  private Hints() {}

  /**
   * The sentence about a required field that no column gives.
   *
   * @param guessed whether the columns told the kind, which they may have done wrongly
   */
  static String missing(Kind kind, String field, List<String> columns, boolean guessed) {
    String guess =
        columns.stream()
            .filter(column -> OTHER_NAMES.getOrDefault(field, List.of()).contains(bare(column)))
            .findFirst()
            .map(column -> " Did you mean --map %s=%s?".formatted(field, column))
            .orElse(" Say --map %s=<column>, or --set %s=<value>.".formatted(field, field));
    String other =
        guessed && kind == Kind.CUSTOMERS ? " If these are events, say --kind events." : "";
    return "%s need %s, and no column is called so.%s%s The columns are: %s."
        .formatted(kind.plural(), field, guess, other, String.join(", ", columns));
  }

  private static String bare(String column) {
    return column.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
  }
}
