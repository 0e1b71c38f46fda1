package com.traitly.platform.config;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Checks texts of settings; each method throws IllegalArgumentException for a wrong one. */
public final class Formats {
  // Kafka allows 249 characters; our longest name, that of a changelog, takes fewer than 100.
  private static final int LONGEST_PREFIX = 100;
  private static final int LONGEST_ACCOUNT = 100;
  private static final int HIGHEST_PORT = 65_535;

  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]*");
  private static final Pattern ACCOUNT = Pattern.compile("[^\\p{Cntrl}\\s\\p{Z}|,=]+");
  private static final Pattern ADDRESS =
      Pattern.compile("(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+):([0-9]{1,5})");
  private static final List<String> LEVELS =
      List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

  private static final List<String> CODECS =
      List.of("lz4", "gzip", "snappy", "zstd", "uncompressed");

  private Formats() {}

  /** The name of an account. */
  public static String account(String text) {
    if (text.length() > LONGEST_ACCOUNT || !ACCOUNT.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be a word of at most %d characters, without spaces and '|', ',' or '='"
              .formatted(LONGEST_ACCOUNT));
    }
    return text;
  }

  /** One {@code host:port}. */
  public static String address(String text) {
    var matcher = ADDRESS.matcher(text);
    if (matcher.matches()) {
      int port = Integer.parseInt(matcher.group(2));
      if (port >= 1 && port <= HIGHEST_PORT) {
        return text;
      }
    }
    throw new IllegalArgumentException("must be host:port, such as 127.0.0.1:7070");
  }

  static String topicPrefix(String text) {
    if (text.length() > LONGEST_PREFIX || !PREFIX.matcher(text).matches()) {
      throw new IllegalArgumentException(
          "must be at most %d letters, digits, '.', '_' and '-', as Kafka's topic names are"
              .formatted(LONGEST_PREFIX));
    }
    return text;
  }

  /** Several {@code host:port} with commas between. */
  public static String addresses(String text) {
    try {
      Arrays.stream(text.split(",", -1)).map(String::strip).forEach(Formats::address);
      return text;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "must be host:port, such as 127.0.0.1:9092, with commas between several", e);
    }
  }

  /** An API key that the operator chose. */
  public static String token(String text) {
    if (text.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException(
          "must have no spaces and only ASCII characters, because it travels in a header");
    }
    return Unguessable.checked(text);
  }

  static String codec(String text) {
    if (!CODECS.contains(text)) {
      throw new IllegalArgumentException("must be one of " + String.join(", ", CODECS));
    }
    return text;
  }

  static String logLevel(String text) {
    if (!LEVELS.contains(text)) {
      throw new IllegalArgumentException("must be one of " + String.join(", ", LEVELS));
    }
    return text;
  }
}
