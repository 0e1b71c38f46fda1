package com.traitly.cli.imports;

import java.util.List;
import java.util.Locale;

/** What the rows are. */
enum Kind {
  EVENTS("/event", List.of("customer_id", "name")),
  CUSTOMERS("/customer", List.of("customer_id", "name", "email", "plan"));

  private final String path;
  private final List<String> required;

  Kind(String path, List<String> required) {
    this.path = path;
    this.required = required;
  }

  /** The route which takes them. */
  String path() {
    return path;
  }

  /** Fields without which each row would be refused. */
  List<String> required() {
    return required;
  }

  /** The word for several of them. */
  String plural() {
    return name().toLowerCase(Locale.ROOT);
  }
}
