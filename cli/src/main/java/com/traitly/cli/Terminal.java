package com.traitly.cli;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a person is looking, and what may be shown to one. */
public final class Terminal {
  private Terminal() {}

  /** How a command speaks. */
  public enum Form {
    TEXT,
    JSON;

    /** The form that was asked for; by default text on a terminal and otherwise JSON. */
    public static boolean isJson(@Nullable Form asked) {
      return asked == null ? !isPresent() : asked == JSON;
    }
  }

  /** Whether standard input and output are a terminal. */
  @SuppressWarnings("SystemConsoleNull") // it is null up to JDK 21
  public static boolean isPresent() {
    @Nullable Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From JDK 22 on there is a console without a terminal, too.
      return Boolean.TRUE.equals(Console.class.getMethod("isTerminal").invoke(console));
    } catch (NoSuchMethodException olderJdk) {
      return true;
    } catch (IllegalAccessException | InvocationTargetException e) {
      return false;
    }
  }

  /** Whether text on the terminal may have colours. */
  public static boolean hasColours() {
    return isPresent() && mayHaveColours(System.getenv());
  }

  static boolean mayHaveColours(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "").toLowerCase(Locale.ROOT).equals("dumb");
  }

  /** A text without characters that a terminal could take for commands. */
  public static String harmless(String text) {
    StringBuilder clean = new StringBuilder(text.length());
    text.codePoints()
        .forEach(each -> {
          int type = Character.getType(each);
          boolean hidden = type == Character.CONTROL || type == Character.FORMAT;
          clean.appendCodePoint(hidden ? '?' : each);
        });
    return clean.toString();
  }
}
