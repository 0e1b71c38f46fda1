package com.traitly.contracts.wire.webhook;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Masks what looks secret in a URL: query values and path segments that are named like a secret, or
 * that look random, as tokens do. The rest stays, so that the owner recognises the URL.
 */
final class UrlMask {
  private static final Pattern SECRET_WORD =
      Pattern.compile(
          "(?i)access|auth|authorization|bearer|code|creds?|hash|hmac|jwt|keys?|otp|pass|pin|pw|pwd"
              + "|salt|session|sid|sig|sign|sas");
  private static final Pattern SECRET_PARTS =
      Pattern.compile("token|secret|passw|passphrase|apikey|signature|credential");
  private static final Pattern WORD_BOUNDARY =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");
  private static final Pattern NOT_ALPHANUMERIC = Pattern.compile("[^A-Za-z0-9]+");
  private static final Pattern TOKEN_CHARACTERS = Pattern.compile("[!-~]+");
  private static final Pattern UUID =
      Pattern.compile("(?i).*[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}.*");
  private static final int LONGEST_WORD = 19;
  private static final int LONGEST_NUMBER = 15;
  private static final int SHORTEST_TOKEN = 7;
  private static final int MOST_SWITCHES = 2;
  private static final int MOST_CAPITALS = 4;

  private UrlMask() {}

  /** The URL with masks in it. */
  static String shown(ReceiverUrl url) {
    return url.origin() + path(url, new ArrayList<>()) + query(url, new ArrayList<>());
  }

  /** What {@link #shown} hides, still percent-encoded. */
  static List<String> hidden(ReceiverUrl url) {
    List<String> hidden = new ArrayList<>();
    path(url, hidden);
    query(url, hidden);
    return hidden;
  }

  private static String path(ReceiverUrl url, List<String> hidden) {
    String[] segments = url.path().split("/", -1);
    boolean named = false;
    for (int i = 0; i < segments.length; i++) {
      String plain = UrlText.decoded(segments[i]);
      boolean names = isSecretName(plain);
      if (!segments[i].isEmpty() && (looksRandom(plain) || (named && !names))) {
        hidden.add(segments[i]);
        segments[i] = Destination.MASK;
      }
      named = names;
    }
    return String.join("/", segments);
  }

  private static String query(ReceiverUrl url, List<String> hidden) {
    if (url.query().isEmpty()) {
      return "";
    }
    String[] parameters = url.query().substring(1).split("&", -1);
    for (int i = 0; i < parameters.length; i++) {
      int equals = parameters[i].indexOf('=');
      String name = equals < 0 ? "" : parameters[i].substring(0, equals + 1);
      String value = parameters[i].substring(name.length());
      if (!value.isEmpty()
          && (isSecretName(UrlText.decoded(name)) || looksRandom(UrlText.decoded(value)))) {
        hidden.add(value);
        parameters[i] = name + Destination.MASK;
      }
    }
    return "?" + String.join("&", parameters);
  }

  private static boolean isSecretName(String name) {
    return SECRET_PARTS.matcher(name.toLowerCase(Locale.ROOT).replaceAll("[-_. ]", "")).find()
        || Arrays.stream(WORD_BOUNDARY.split(name))
            .anyMatch(word -> SECRET_WORD.matcher(word).matches());
  }

  private static boolean looksRandom(String text) {
    return TOKEN_CHARACTERS.matcher(text).matches()
        && (UUID.matcher(text).matches()
            || Arrays.stream(NOT_ALPHANUMERIC.split(text)).anyMatch(UrlMask::isRandomRun));
  }

  /** Too long for a word or a number, or with more switches or capitals than a word has. */
  private static boolean isRandomRun(String run) {
    boolean numbered = run.chars().anyMatch(Character::isDigit);
    if (run.length() > LONGEST_WORD || (numbered && run.length() > LONGEST_NUMBER)) {
      return true;
    }
    return run.length() >= SHORTEST_TOKEN
        && (switches(run) > MOST_SWITCHES || capitals(run) > MOST_CAPITALS);
  }

  /** How often letters and digits alternate. */
  private static long switches(String run) {
    return IntStream.range(1, run.length())
        .filter(i -> Character.isDigit(run.charAt(i)) != Character.isDigit(run.charAt(i - 1)))
        .count();
  }

  /** How many capitals follow a small letter. */
  private static long capitals(String run) {
    return IntStream.range(1, run.length())
        .filter(
            i -> Character.isUpperCase(run.charAt(i)) && Character.isLowerCase(run.charAt(i - 1)))
        .count();
  }
}
