package com.traitly.contracts.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** JSON numbers at the edges of every limit on digits, decimals and exponents. */
final class EdgeNumbers {
  private static final int[] DIGITS = {1, 2, 15, 16, 17, 20, 29, 30, 31, 32, 62, 63, 64};
  private static final int[] EXPONENTS = {
    0, 1, 5, 10, 14, 15, 16, 29, 30, 31, 32, 60, 64, 308, 324, 400, 999, 1000, 1001
  };

  private EdgeNumbers() {}

  /** All numbers that were reported, then {@code count} random ones. */
  static List<String> drawn(RandomGenerator random, int count) {
    List<String> numbers =
        new ArrayList<>(
            List.of(
                "1e30",
                "-1e30",
                "12345678901234567890e15",
                "1e2",
                "-0.0",
                "0.10",
                "-0",
                "0e30",
                "0e-30",
                "1e-30",
                "1e+30",
                "1E0000030",
                "123e30",
                "1e-400",
                "0.0e31"));
    for (int i = 0; i < count; i++) {
      numbers.add(next(random));
    }
    return numbers;
  }

  private static String next(RandomGenerator random) {
    StringBuilder text = new StringBuilder(random.nextInt(4) == 0 ? "-" : "");
    boolean zeros = random.nextInt(5) == 0;
    String digits = digits(random, zeros);
    int point = random.nextInt(4) == 0 ? 1 + random.nextInt(digits.length()) : digits.length();
    boolean whole = digits.charAt(0) != '0' || point == 1;
    text.append(whole ? digits.substring(0, point) : "0");
    String decimals = whole ? digits.substring(point) : digits;
    if (!decimals.isEmpty()) {
      text.append('.').append(decimals);
    }
    return random.nextInt(3) > 0 ? text + exponent(random) : text.toString();
  }

  private static String exponent(RandomGenerator random) {
    int edge = EXPONENTS[random.nextInt(EXPONENTS.length)];
    return (random.nextBoolean() ? "e" : "E")
        + List.of("-", "+", "").get(random.nextInt(3))
        + (random.nextInt(5) == 0 ? "00" : "")
        + (random.nextInt(4) == 0 ? random.nextInt(1_001) : edge);
  }

  private static String digits(RandomGenerator random, boolean zeros) {
    int count =
        random.nextBoolean() ? 1 + random.nextInt(64) : DIGITS[random.nextInt(DIGITS.length)];
    StringBuilder digits = new StringBuilder();
    boolean filled = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      boolean zero = zeros || filled && i > 0;
      digits.append(zero ? 0 : (i == 0 ? 1 : 0) + random.nextInt(i == 0 ? 9 : 10));
    }
    return digits.toString();
  }
}
