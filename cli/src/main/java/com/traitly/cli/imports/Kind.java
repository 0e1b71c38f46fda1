package com.traitly.cli.imports;

import java.util.List;
import java.util.Locale;

/** What the rows are. */
enum Kind {
  EVENTS("/event"),
  CUSTOMERS("/customer");

  private final String path;

  Kind(String path) {
    this.path = path;
  }

  /** The route which takes them. */
  String path() {
    return path;
  }

  /** Fields without which each row would be refused. */
  List<String> required() {
    return switch (this) {
      case EVENTS -> List.of("customer_id", "name");
      case CUSTOMERS -> List.of("customer_id", "name", "email", "plan");
    };
  }

  /** The word for several of them. */
  String plural() {
    return name().toLowerCase(Locale.ROOT);
  }
}
