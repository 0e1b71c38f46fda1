package com.traitly.platform.http;

import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which methods are served at a path. Immutable. */
final class RouteTable {
  static final List<String> BASES = List.of("/api/v1", "/api");
  private static final Pattern BASE = Pattern.compile("^/api(/v1)?(?=/)");

  private final List<Entry> entries;

  private record Entry(Pattern path, HandlerType method) {}

  RouteTable(List<Route> routes) {
    entries =
        routes.stream().map(route -> new Entry(pattern(route.path()), route.method())).toList();
  }

  /** As in the header {@code Allow}; empty when there is nothing at the path. */
  String allowed(String path) {
    String below = BASE.matcher(path).replaceFirst("");
    Set<String> methods = new TreeSet<>();
    for (Entry entry : entries) {
      if (entry.path().matcher(below).matches()) {
        methods.add(entry.method().name());
      }
    }
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return String.join(", ", methods);
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
  }
}
