package com.traitly.sender.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** A block of addresses of one family. Immutable. */
public final class Cidr {
  // A host name is no block: it would have to be looked up.
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-fA-F.:]+/[0-9]{1,3}");

  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /**
   * Reads blocks separated by commas.
   *
   * @throws IllegalArgumentException when one of them is not a block
   */
  public static List<Cidr> parseAll(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(each -> !each.isEmpty())
        .map(Cidr::parse)
        .toList();
  }

  /** Reads {@code address/bits}. */
  static Cidr parse(String text) {
    if (WRITTEN.matcher(text).matches()) {
      int slash = text.indexOf('/');
      int bits = Integer.parseInt(text.substring(slash + 1));
      try {
        byte[] network = InetAddress.getByName(text.substring(0, slash)).getAddress();
        if (bits <= network.length * Byte.SIZE) {
          return new Cidr(network, bits);
        }
      } catch (UnknownHostException notAnAddress) {
        // falls through to the exception below, which fits both cases
      }
    }
    throw new IllegalArgumentException("must be blocks like 10.1.0.0/16 or fd00::/8");
  }

  /** Whether the address, in network byte order, lies in this block. */
  boolean contains(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    int whole = bits / Byte.SIZE;
    for (int i = 0; i < whole; i++) {
      if (address[i] != network[i]) {
        return false;
      }
    }
    int rest = bits % Byte.SIZE;
    int mask = 0xff << (Byte.SIZE - rest);
    return rest == 0 || (address[whole] & mask) == (network[whole] & mask);
  }
}
