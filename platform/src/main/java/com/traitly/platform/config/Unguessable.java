package com.traitly.platform.config;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses secrets that a few million tries would find: short ones, repetitions, sequences and the
 * words that everybody tries first.
 */
public final class Unguessable {
  /** The least length of a secret, in characters. */
  public static final int LEAST = 20;

  // Least number of characters that are neither equal nor next to the one before them.
  private static final int LEAST_SURPRISING = 10;

  private static final List<String> TRIED_FIRST =
      List.of(
          "password",
          "passwort",
          "qwertyuiop",
          "qwerty",
          "asdfghjkl",
          "letmein",
          "changeme",
          "change-me",
          "welcome",
          "traitly",
          "secret",
          "admin",
          "default",
          "bootstrap",
          "token",
          "api-key",
          "apikey",
          "test");

  /** The examples of docker-compose.yml, which everybody can read. */
  private static final Set<String> PUBLISHED =
      Set.of(
          "change-me-development-token",
          "change-me-development-secret",
          "Y2hhbmdlLW1lLWRldmVsb3BtZW50LXNlY3JldC1rZXk=");

  private Unguessable() {}

  /**
   * Returns the text when it is a good secret; an empty text means that there is no secret.
   *
   * @throws IllegalArgumentException when it can be guessed; the message does not repeat it
   */
  public static String checked(String text) {
    if (!text.isEmpty() && (text.length() < LEAST || surprising(text) < LEAST_SURPRISING)) {
      throw new IllegalArgumentException(
          "can be guessed: it must have at least "
              + LEAST
              + " characters that are no word, sequence or repetition; make one with"
              + " `openssl rand -hex 24`");
    }
    return text;
  }

  /** Whether the text is a published example, which is fit only for trying out on one machine. */
  public static boolean published(String text) {
    return PUBLISHED.contains(text);
  }

  private static int surprising(String text) {
    String rest = text.toLowerCase(Locale.ROOT);
    for (String word : TRIED_FIRST) {
      rest = rest.replace(word, "");
    }
    rest = rest.substring(0, period(rest));
    int count = 0;
    for (int i = 0; i < rest.length(); i++) {
      int step = i == 0 ? Integer.MAX_VALUE : rest.charAt(i) - rest.charAt(i - 1);
      count += Math.abs(step) > 1 ? 1 : 0;
    }
    return count;
  }

  /** Length of the shortest prefix whose repetition gives the whole text. */
  private static int period(String text) {
    for (int length = 1; length < text.length(); length++) {
      if (text.startsWith(text.substring(length))) {
        return length;
      }
    }
    return text.length();
  }
}
