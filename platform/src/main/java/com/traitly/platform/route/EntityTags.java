package com.traitly.platform.route;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares entity tags that callers send back (RFC 9110, section 8.8.3) with a current one: lists
 * with commas between, {@code *} for whatever there is. Tags without their quotes are understood
 * too, because some clients send them so.
 */
public final class EntityTags {
  private EntityTags() {}

  /**
   * Whether the caller has what is current: for {@code If-None-Match}, where weak tags count.
   *
   * @param header its value, null when it was not sent
   * @param current with its quotes, null when there is nothing
   */
  public static boolean hasCurrent(@Nullable String header, @Nullable String current) {
    return header != null && matches(header, current, true);
  }

  /**
   * Whether a write may go on: for {@code If-Match}, where weak tags say too little.
   *
   * @param header its value, null when it was not sent
   * @param current with its quotes, null when there is nothing
   */
  public static boolean allowWrite(@Nullable String header, @Nullable String current) {
    return header == null || matches(header, current, false);
  }

  private static boolean matches(String header, @Nullable String current, boolean weakly) {
    return current != null
        && Arrays.stream(header.split(","))
            .map(String::strip)
            .map(each -> weakly && each.startsWith("W/") ? each.substring(2) : each)
            .anyMatch(each ->
                each.equals("*") || each.equals(current) || current.equals('"' + each + '"'));
  }
}
