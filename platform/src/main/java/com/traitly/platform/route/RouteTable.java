package com.traitly.platform.route;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.intent.MeantAddress;
import com.traitly.contracts.spec.Specifications;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which methods are served at a path: by this process, or by another one behind the same address,
 * as the description of the API says. Immutable.
 */
public final class RouteTable {
  public static final List<String> BASES = List.of("/api/v1", "/api");
  private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern BASE = Pattern.compile("^/api(/v1)?(?=/)");

  private final List<Entry> entries;
  private final List<Entry> foreign;

  private record Entry(Pattern path, String method) {}

  /** Loaded on first use, because most processes never need it. */
  private static final class Described {
    private static final JsonNode PATHS = Specifications.openApi().path("paths");
    static final MeantAddress ADDRESSES = new MeantAddress(paths(false), paths(true));
    static final List<Entry> ENTRIES =
        PATHS
            .propertyStream()
            .flatMap(path ->
                path.getValue()
                    .propertyStream()
                    .map(operation -> operation.getKey().toUpperCase(Locale.ROOT))
                    .filter(METHODS::contains)
                    .map(method -> new Entry(pattern(path.getKey()), method)))
            .toList();

    /** Open paths are at the root of the server; the page that shows them is not described. */
    private static List<String> paths(boolean open) {
      return Stream.concat(
              PATHS
                  .propertyStream()
                  .filter(path -> path.getValue().has("servers") == open)
                  .map(Map.Entry::getKey),
              open ? Stream.of("/docs") : Stream.of())
          .toList();
    }
  }

  /** The table of these routes. */
  public RouteTable(List<Route> routes, List<ForeignRoute> foreign) {
    entries =
        routes.stream()
            .map(route -> new Entry(pattern(route.path()), route.method().name()))
            .toList();
    this.foreign =
        foreign.stream()
            .map(route -> new Entry(pattern(route.path()), route.method().name()))
            .toList();
  }

  /** The methods as in the header {@code Allow}; empty when nothing is served at the path. */
  public String allowed(String path) {
    Matcher base = BASE.matcher(path);
    Set<String> methods =
        base.lookingAt()
            ? methods(
                Stream.concat(entries.stream(), Described.ENTRIES.stream()),
                path.substring(base.end()))
            : methods(foreign.stream(), path);
    if (methods.contains("GET")) {
      methods.add("HEAD");
    }
    if (!methods.isEmpty()) {
      methods.add("OPTIONS");
    }
    return String.join(", ", methods);
  }

  /** The address that a caller most likely meant by one where nothing is; empty when unclear. */
  public Optional<String> meant(String path) {
    return Described.ADDRESSES.of(path);
  }

  private static Set<String> methods(Stream<Entry> entries, String path) {
    return entries
        .filter(entry -> entry.path().matcher(path).matches())
        .map(Entry::method)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Pattern pattern(String path) {
    return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "/?");
  }
}
