package com.traitly.contracts.model;

import java.math.BigDecimal;
import java.util.Collection;

/**
 * A single value as conditions see it. A text is compared as a text, without the space around it,
 * and a number as a number, however it is written.
 */
public sealed interface Scalar {
  /** A text, trimmed. */
  record Text(String text) implements Scalar {
    /** Without the space around it. */
    public Text {
      text = text.strip();
    }
  }

  /** A number; two are equal when they are the same number. */
  record Numeral(BigDecimal value) implements Scalar {
    /** One form for each number, so that 100, 1e2 and 100.0 are one. */
    public Numeral {
      value = value.stripTrailingZeros();
    }
  }

  /** True or false. */
  record Flag(boolean value) implements Scalar {}

  /** As a person writes it. */
  default String shown() {
    return switch (this) {
      case Text text -> text.text();
      case Numeral numeral -> numeral.value().toString();
      case Flag flag -> Boolean.toString(flag.value());
    };
  }

  /**
   * Whether a condition that lists values holds for this one. A listed text also stands for the
   * number or flag it spells, because forms and query parameters can only send texts.
   */
  default boolean isAmong(Collection<Scalar> listed) {
    if (listed.contains(this)) {
      return true;
    }
    return switch (this) {
      case Text text -> false;
      case Flag flag -> listed.contains(new Text(shown()));
      case Numeral numeral -> listed.stream().anyMatch(each -> spells(each, numeral));
    };
  }

  private static boolean spells(Scalar listed, Numeral numeral) {
    return listed instanceof Text text
        && text.text().matches("-?(0|[1-9]\\d{0,63})(\\.\\d{1,63})?([eE][+-]?\\d{1,4})?")
        && new Numeral(new BigDecimal(text.text())).equals(numeral);
  }
}
