package com.traitly.contracts.wire;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hosts in URLs. */
public final class Hosts {
  private static final Pattern NUMERIC =
      Pattern.compile("(?i)(0x[0-9a-f]*|[0-9]+)(\\.(0x[0-9a-f]*|[0-9]+))*\\.?");
  private static final Pattern PLAIN =
      Pattern.compile("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");

  private Hosts() {}

  /**
   * Whether the host leads to one place, whoever reads it: a numeric one must be four decimal
   * numbers, since some programs take 010 for eight and others for ten.
   */
  public static boolean usable(@Nullable String host) {
    return host != null && (!NUMERIC.matcher(host).matches() || PLAIN.matcher(host).matches());
  }
}
