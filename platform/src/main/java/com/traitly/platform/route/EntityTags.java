package com.traitly.platform.route;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Compares entity tags that callers send back (RFC 9110, section 8.8.3) with a current one: lists
 * with commas between, {@code *} for any version. Tags without quotes are accepted too, because
 * some clients send them so.
 */
public final class EntityTags {
  private EntityTags() {}

  /**
   * Whether the caller has the current version: for {@code If-None-Match}, where weak tags count.
   *
   * @param header its value, null when it was not sent
   * @param current with its quotes, null when there is nothing
   */
  public static boolean hasCurrent(@Nullable String header, @Nullable String current) {
    return header != null && matches(header, current, true);
  }

  /**
   * Whether a write may proceed: for {@code If-Match}, where weak tags do not count.
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
