package com.traitly.contracts.model;

import java.math.BigDecimal;
import java.util.Collection;

/**
 * A single value as conditions compare it. Texts are compared as texts, without the space around
 * them; numbers are compared by value, however they are written.
 */
public sealed interface Scalar {
  /** A text, trimmed. */
  record Text(String text) implements Scalar {
    /** Removes the space around the text. */
    public Text {
      text = text.strip();
    }
  }

  /**
   * A number. It is shown with the characters that were sent and compared by value, so 100, 1e2 and
   * 100.0 are equal. Immutable.
   */
  final class Numeral implements Scalar {
    private final String text;
    private final BigDecimal value;

    /**
     * Reads a number.
     *
     * @throws NumberFormatException when the characters are not a number
     */
    public Numeral(String text) {
      this.text = text;
      value = new BigDecimal(text).stripTrailingZeros();
    }

    /** The characters that were sent. */
    public String text() {
      return text;
    }

    /** The value that is compared: one form for each number. */
    public BigDecimal value() {
      return value;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Numeral numeral && numeral.value.equals(value);
    }

    @Override
    public int hashCode() {
      return value.hashCode();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  /** True or false. */
  record Flag(boolean value) implements Scalar {}

  /** As a person writes it. */
  default String shown() {
    return switch (this) {
      case Text text -> text.text();
      case Numeral numeral -> numeral.text();
      case Flag flag -> Boolean.toString(flag.value());
    };
  }

  /**
   * Whether a condition that lists values holds for this one. A listed text also matches the number
   * or flag that it spells, because forms and query parameters can only send texts.
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
        && new Numeral(text.text()).equals(numeral);
  }
}
