package com.traitly.benchmarks.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether a definition is shown with the values it was sent with. */
final class Echo {
  private Echo() {}

  /**
   * Texts are trimmed, numbers are the same numbers, lists have no repetition, fields are known.
   */
  static boolean same(@Nullable Object sent, @Nullable Object shown) {
    return switch (sent) {
      case null -> true; // the default is shown
      case String text ->
          shown instanceof List<?> one ? one.equals(List.of(text.strip())) : textual(text, shown);
      case StrictJson.Digits digits ->
          shown instanceof StrictJson.Digits other
              && new BigDecimal(digits.text()).compareTo(new BigDecimal(other.text())) == 0;
      case Map<?, ?> fields ->
          shown instanceof Map<?, ?> known
              && known.entrySet().stream()
                  .allMatch(each ->
                      !fields.containsKey(each.getKey())
                          || same(fields.get(each.getKey()), each.getValue()));
      case List<?> list ->
          shown instanceof List<?> others
              && list.stream().allMatch(each -> others.stream().anyMatch(o -> same(each, o)))
              && others.stream().allMatch(o -> list.stream().anyMatch(each -> same(each, o)));
      default -> sent.equals(shown);
    };
  }

  private static boolean textual(String sent, @Nullable Object shown) {
    return shown instanceof String text && (text.equals(sent) || text.equals(sent.strip()));
  }
}
