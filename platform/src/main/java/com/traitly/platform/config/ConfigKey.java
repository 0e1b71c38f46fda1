package com.traitly.platform.config;

import com.traitly.platform.lifecycle.StartupFailure;
import java.util.function.Function;

/**
 * A setting, declared once.
 *
 * @param name the environment variable
 * @param description what it is for, one line
 * @param fallback its text when the variable is not set
 * @param parse reads the text; throws IllegalArgumentException whose message says what is expected
 * @param secret whether its text must never be shown
 */
public record ConfigKey<T>(
    String name, String description, String fallback, Function<String, T> parse, boolean secret) {
  private static final int SHOWN = 80;

  /** A setting that is not secret. */
  public ConfigKey(String name, String description, String fallback, Function<String, T> parse) {
    this(name, description, fallback, parse, false);
  }

  /** A text. */
  public static ConfigKey<String> text(String name, String description, String fallback) {
    return new ConfigKey<>(name, description, fallback, text -> text);
  }

  /** A whole number within bounds. */
  public static ConfigKey<Integer> integer(
      String name, String description, int fallback, int min, int max) {
    return new ConfigKey<>(
        name, description, Integer.toString(fallback), text -> parseInteger(text, min, max));
  }

  /** True or false. */
  public static ConfigKey<Boolean> flag(String name, String description, boolean fallback) {
    return new ConfigKey<>(name, description, Boolean.toString(fallback), ConfigKey::parseFlag);
  }

  T read(String text) {
    try {
      return parse.apply(text.strip());
    } catch (IllegalArgumentException e) {
      String expected = String.valueOf(e.getMessage());
      String subject = secret ? name : "%s is '%s', but".formatted(name, shown(text));
      throw new StartupFailure(subject + " " + expected + ".", e);
    }
  }

  /** A text in a form that may be logged: on one line, shortened, and masked when secret. */
  String shown(String text) {
    if (secret && !text.isEmpty()) {
      return "(secret)";
    }
    String line = text.replaceAll("\\p{Cntrl}", "?");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  private static Integer parseInteger(String text, int min, int max) {
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException notANumber) {
      // falls through to the sentence below, which holds for both
    }
    throw new IllegalArgumentException("must be a whole number from " + min + " to " + max);
  }

  private static Boolean parseFlag(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("must be true or false");
    };
  }
}
