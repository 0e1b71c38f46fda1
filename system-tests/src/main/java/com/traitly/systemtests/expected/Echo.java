package com.traitly.systemtests.expected;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks that a definition is shown with the values that were sent. */
public final class Echo {
  /**
   * Values that a goal compares with are shown character for character; settings are shown as
   * numbers.
   */
  private static final Set<String> VALUES = Set.of("above", "in", "where");

  private Echo() {}

  /** Says whether a goal is shown as sent: its values have the same characters. */
  public static boolean goal(Map<String, ?> sent, Map<String, ?> shown) {
    return fields(sent, shown, VALUES, false);
  }

  /** Says whether another definition is shown as sent: its numbers are equal. */
  public static boolean definition(Map<String, ?> sent, Map<String, ?> shown) {
    return fields(sent, shown, Set.of(), false);
  }

  private static boolean fields(
      Map<?, ?> sent, Map<?, ?> shown, Set<String> values, boolean literal) {
    return shown.entrySet().stream()
        .filter(each -> sent.containsKey(each.getKey()))
        .allMatch(each ->
            same(
                sent.get(each.getKey()),
                each.getValue(),
                values,
                literal || values.contains(String.valueOf(each.getKey()))));
  }

  private static boolean same(
      @Nullable Object sent, @Nullable Object shown, Set<String> values, boolean literal) {
    return switch (sent) {
      case null -> true; // the default is shown
      case StrictJson.Digits digits ->
          shown instanceof StrictJson.Digits other
              && (literal ? digits.equals(other) : equal(digits, other));
      case Map<?, ?> fields ->
          shown instanceof Map<?, ?> known && fields(fields, known, values, literal);
      case List<?> list -> shown instanceof List<?> others && list(list, others, values, literal);
      case String text ->
          shown instanceof List<?> one ? one.equals(List.of(text.strip())) : textual(text, shown);
      default -> sent.equals(shown);
    };
  }

  /** Compares elements in order; an element that is already in the list may be left out. */
  private static boolean list(List<?> sent, List<?> shown, Set<String> values, boolean literal) {
    int next = 0;
    for (Object each : sent) {
      if (next < shown.size() && same(each, shown.get(next), values, literal)) {
        next++;
      } else if (shown.subList(0, next).stream().noneMatch(e -> same(each, e, values, false))) {
        return false;
      }
    }
    return next == shown.size();
  }

  private static boolean equal(StrictJson.Digits one, StrictJson.Digits other) {
    return new BigDecimal(one.text()).compareTo(new BigDecimal(other.text())) == 0;
  }

  private static boolean textual(String sent, @Nullable Object shown) {
    return shown instanceof String text && (text.equals(sent) || text.equals(sent.strip()));
  }
}
