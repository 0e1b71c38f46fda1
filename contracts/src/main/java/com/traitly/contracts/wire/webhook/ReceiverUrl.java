package com.traitly.contracts.wire.webhook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a receiver in its one form: the form that is stored, shown and sent.
 *
 * <p>Scheme and host are in lower case, the host in ASCII; the port is left out when it is the
 * scheme's own; the path begins with a slash and has no dot segments; everything that is not plain
 * ASCII is percent-encoded UTF-8. Parsing the result of {@link #toString} gives an equal address.
 *
 * @param scheme {@code http} or {@code https}
 * @param host a name, four decimal numbers, or an IPv6 address in brackets
 * @param port 1 to 65535
 * @param path percent-encoded, from its first slash
 * @param query percent-encoded, with its question mark; empty when there is none
 */
public record ReceiverUrl(String scheme, String host, int port, String path, String query) {
  static final int MAX_LENGTH = 2_000;

  private static final Pattern PARTS =
      Pattern.compile(
          "(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]*)(?<path>[^?#]*)(\\?(?<query>[^#]*))?(?<fragment>#.*)?",
          Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(?<host>\\[[^\\]]*\\]|[^:\\[\\]]*)(:(?<port>[0-9]{0,9}))?");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MOST_PORTS = 65_535;

  /**
   * Reads an address as somebody wrote it.
   *
   * @throws IllegalArgumentException when nothing can be posted there; the message says why, and
   *     continues a sentence that begins with the field's name
   */
  public static ReceiverUrl parse(String text) {
    if (text.indexOf('\\') >= 0) {
      throw new IllegalArgumentException("must not hold a backslash: write a slash");
    }
    Matcher parts = PARTS.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException("must be an absolute URL, like https://example.com/hook");
    }
    String scheme = parts.group("scheme").toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("must begin with https:// or http://");
    }
    if (parts.group("fragment") != null) {
      throw new IllegalArgumentException(
          "must not have a fragment: what follows # is never sent, so leave it out");
    }
    String query = parts.group("query");
    String encodedQuery = query == null ? "" : UrlText.encoded(query);
    Matcher authority = authority(parts.group("authority"));
    ReceiverUrl url =
        new ReceiverUrl(
            scheme,
            Hosts.normalised(authority.group("host")),
            port(authority.group("port"), scheme),
            UrlText.withoutDots(UrlText.encoded(parts.group("path"))),
            encodedQuery.isEmpty() ? "" : "?" + encodedQuery);
    if (url.toString().length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "must be at most %d characters long once it is percent-encoded".formatted(MAX_LENGTH));
    }
    return url;
  }

  private static Matcher authority(String text) {
    if (text.indexOf('@') >= 0) {
      throw new IllegalArgumentException(
          "must not hold a user name or password before @: send an Authorization header by headers");
    }
    Matcher authority = AUTHORITY.matcher(text);
    if (!authority.matches()) {
      throw new IllegalArgumentException(
          "must have a host and, if any, a port of digits, like https://example.com:8443/hook");
    }
    return authority;
  }

  private static int port(String digits, String scheme) {
    if (digits == null || digits.isEmpty()) {
      return usual(scheme);
    }
    int port = Integer.parseInt(digits);
    if (port == 0 || port > MOST_PORTS) {
      throw new IllegalArgumentException("must have a port from 1 to " + MOST_PORTS);
    }
    return port;
  }

  private static int usual(String scheme) {
    return scheme.equals("https") ? HTTPS_PORT : HTTP_PORT;
  }

  /** Path and query, as in the request line. */
  public String target() {
    return path + query;
  }

  /** Everything before the path. */
  public String origin() {
    return scheme + "://" + host + (port == usual(scheme) ? "" : ":" + port);
  }

  /** As it is stored, shown and sent. */
  @Override
  public String toString() {
    return origin() + target();
  }
}
