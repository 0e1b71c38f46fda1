package com.traitly.platform.http;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.jetty.server.handler.CrossOriginHandler;

/** Which web pages may call the API: none, unless their origin is configured. */
final class Cors {
  private static final String ANY = "*";
  private static final Pattern ORIGIN =
      Pattern.compile(
          "https?://[A-Za-z0-9.-]+(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?");
  private static final Duration REMEMBERED = Duration.ofHours(1);
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE");

  private Cors() {}

  /** Reads the setting. */
  static List<String> origins(String text) {
    List<String> origins =
        Arrays.stream(text.split(",")).map(String::strip).filter(each -> !each.isEmpty()).toList();
    if (!origins.stream().allMatch(each -> each.equals(ANY) || ORIGIN.matcher(each).matches())) {
      throw new IllegalArgumentException(
          "must be * or origins like https://app.example.com, without a path, with commas between");
    }
    return origins;
  }

  /**
   * Tells browsers what these origins may do. Preflights are passed on to the routes, which know
   * the methods of a path. The headers that may be sent and read come from the API's description,
   * so that no second list can lag behind. Credentials are not allowed: the page itself sets the
   * header with the API key.
   */
  static CrossOriginHandler handler(List<String> origins) {
    DescribedHeaders headers = DescribedHeaders.inDescription();
    CrossOriginHandler handler = new CrossOriginHandler();
    handler.setAllowedOriginPatterns(
        origins.contains(ANY)
            ? Set.of(ANY)
            : origins.stream().map(Pattern::quote).collect(Collectors.toSet()));
    handler.setAllowedMethods(METHODS);
    handler.setAllowedHeaders(headers.sent());
    handler.setExposedHeaders(headers.read());
    handler.setPreflightMaxAge(REMEMBERED);
    handler.setDeliverPreflightRequests(true);
    return handler;
  }
}
