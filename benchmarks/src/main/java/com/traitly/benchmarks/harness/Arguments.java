package com.traitly.benchmarks.harness;

import com.traitly.testkit.client.CallFailed;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The command-line arguments of a measurement: {@code --name} or {@code --name=number}. */
public final class Arguments {
  private final Map<String, String> given;

  private Arguments(Map<String, String> given) {
    this.given = given;
  }

  /**
   * Parses the arguments.
   *
   * @param known all names that are allowed
   * @throws CallFailed when there is any other
   */
  public static Arguments of(String[] arguments, String... known) {
    Map<String, String> given = new HashMap<>();
    for (String each : arguments) {
      String[] parts = each.split("=", 2);
      if (!each.startsWith("--") || !Set.of(known).contains(parts[0].substring(2))) {
        throw new CallFailed(
            "%s means nothing here; known are --%s".formatted(each, String.join(", --", known)));
      }
      given.put(parts[0].substring(2), parts.length == 2 ? parts[1].replace("_", "") : "");
    }
    return new Arguments(given);
  }

  /** Says whether the name was given. */
  public boolean has(String name) {
    return given.containsKey(name);
  }

  /**
   * Returns a whole number.
   *
   * @throws CallFailed when the value is not a number
   */
  public int number(String name, int fallback) {
    String text = given.get(name);
    try {
      return text == null ? fallback : Integer.parseInt(text);
    } catch (NumberFormatException notANumber) {
      throw new CallFailed("--%s=%s is not a whole number".formatted(name, text), notANumber);
    }
  }
}
