package com.traitly.contracts.intent;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the address that a caller most likely meant by one where nothing is: the plural, another
 * spelling, a slip, another or no version, or what other products call it. Immutable.
 */
public final class MeantAddress {
  private static final String BASE = "/api/v1";
  private static final Pattern BEFORE_ROUTES =
      Pattern.compile("api|rest|v\\d+", Pattern.CASE_INSENSITIVE);

  /** What other products call a part of an address, by what it is called here. */
  private static final Map<String, Set<String>> ELSEWHERE =
      Map.of(
          "customer",
          Set.of("user", "users", "contact", "contacts", "profile", "profiles", "people"),
          "webhook",
          Set.of("endpoint", "endpoints", "hook", "hooks", "subscription", "subscriptions"),
          "token",
          Set.of("key", "keys", "apikey", "apikeys"),
          "attempt",
          Set.of("delivery", "deliveries", "log", "logs"),
          "recommended-next-actions",
          Set.of(
              "recommendation",
              "recommendations",
              "nextaction",
              "nextactions",
              "prediction",
              "predictions",
              "likelihood",
              "lookup"),
          "docs",
          Set.of("documentation", "swagger", "swaggerui", "redoc", "apidocs", "reference"),
          "openapi.json",
          Set.of("openapi", "openapiyaml", "openapiyml", "swaggerjson", "swaggeryaml"),
          "asyncapi.json",
          Set.of("asyncapi", "asyncapiyaml", "asyncapiyml"));

  /** Addresses that are made up from others, with what they stand for. */
  private static final Map<String, String> MADE_UP =
      Map.of(
          "/customer/{id}/event", BASE + "/event?customer_id=",
          "/customer/{id}/recommended-next-actions",
              BASE + "/recommended-next-actions?customer_id=");

  /** A health check asked by one word. */
  private static final Set<String> HEALTH =
      Set.of("health", "healthz", "healthcheck", "status", "ping", "ready", "readyz");

  private final List<Known> known = new ArrayList<>();

  private record Known(String base, List<String> parts, boolean madeUp) {
    static Known of(String base, String path, boolean madeUp) {
      return new Known(base, MeantAddress.parts(path), madeUp);
    }
  }

  private record Guess(String address, int slips) {}

  /**
   * Knows these addresses.
   *
   * @param routes below the base path, with parameters in braces
   * @param open from the root of the server
   */
  public MeantAddress(Collection<String> routes, Collection<String> open) {
    routes.forEach(path -> known.add(Known.of(BASE, path, false)));
    open.forEach(path -> known.add(Known.of("", path, false)));
    MADE_UP.forEach((path, meant) -> known.add(Known.of(meant, path, true)));
  }

  /** The address meant by a path; empty when none is near. */
  public Optional<String> of(String path) {
    List<String> all = parts(path);
    List<String> sent =
        all.stream().dropWhile(each -> BEFORE_ROUTES.matcher(each).matches()).toList();
    if (sent.size() == 1 && HEALTH.contains(NearName.plain(sent.getFirst()))) {
      return Optional.of("/health/ready");
    }
    return known.stream()
        .flatMap(each -> guess(each, sent).stream())
        .min(Comparator.comparingInt(Guess::slips))
        .map(Guess::address)
        .filter(each -> !each.equals(path));
  }

  /**
   * The method meant by one that is not served at an address: another that writes, if there is just
   * one.
   */
  public static Optional<String> method(String sent, Collection<String> served) {
    Set<String> writing = Set.of("POST", "PUT", "PATCH");
    List<String> others = served.stream().filter(writing::contains).toList();
    return writing.contains(sent) && others.size() == 1
        ? Optional.of(others.getFirst())
        : Optional.empty();
  }

  private static Optional<Guess> guess(Known known, List<String> sent) {
    if (known.parts().size() != sent.size() || sent.isEmpty()) {
      return Optional.empty();
    }
    int slips = 0;
    StringBuilder address = new StringBuilder(known.base());
    for (int i = 0; i < sent.size(); i++) {
      String part = known.parts().get(i);
      boolean parameter = part.startsWith("{");
      if (!parameter && !isMeant(part, sent.get(i))) {
        return Optional.empty();
      }
      slips += parameter ? 0 : Math.min(NearName.slips(part, sent.get(i)), sent.get(i).length());
      if (!known.madeUp()) {
        address.append('/').append(parameter ? sent.get(i) : part);
      } else if (parameter) {
        address.append(sent.get(i));
      }
    }
    return Optional.of(new Guess(address.toString(), slips));
  }

  private static boolean isMeant(String part, String sent) {
    return NearName.isNear(part, sent)
        || ELSEWHERE.getOrDefault(part, Set.of()).contains(NearName.plain(sent));
  }

  private static List<String> parts(String path) {
    return Stream.of(path.split("/")).filter(each -> !each.isEmpty()).toList();
  }
}
