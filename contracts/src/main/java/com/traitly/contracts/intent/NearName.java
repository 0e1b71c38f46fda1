package com.traitly.contracts.intent;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the known name that a caller most likely meant by an unknown one: the same name in another
 * spelling ({@code customerId}, {@code CUSTOMER-ID}), or with a slip or two. Pure.
 */
public final class NearName {
  private static final int FEW = 2;

  /** Longer ones are not compared, because the comparison costs their length squared. */
  private static final int LONGEST = 60;

  private NearName() {}

  /** The known name nearest to the one that was sent; empty when none is near. */
  public static Optional<String> among(Collection<String> known, String sent) {
    return known.stream()
        .filter(each -> isNear(each, sent))
        .min(Comparator.comparingInt(each -> slips(each, sent)));
  }

  /** Whether a name may be meant by another. */
  public static boolean isNear(String known, String sent) {
    return sent.length() <= LONGEST && slips(known, sent) <= allowed(known);
  }

  /** How many characters differ, apart from case and separators. */
  public static int slips(String known, String sent) {
    return distance(plain(known), plain(sent));
  }

  /** A name without case and separators, so that {@code CUSTOMER-ID} equals {@code customerId}. */
  public static String plain(String name) {
    return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
  }

  private static int allowed(String name) {
    return name.length() > 2 * FEW ? FEW : 1;
  }

  /** How many characters must be inserted, removed or replaced (Levenshtein). */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int corner = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = corner + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        corner = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
