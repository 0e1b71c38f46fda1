package com.traitly.sender.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of addresses of one family.
 *
 * @param prefix the bits that all its addresses begin with
 * @param bits how many these are
 * @param family how many bits an address has
 */
public record Cidr(BigInteger prefix, int bits, int family) {
  // A host name is no block: it would have to be looked up.
  private static final Pattern WRITTEN = Pattern.compile("[0-9a-fA-F.:]+/[0-9]{1,3}");

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
        int family = network.length * Byte.SIZE;
        if (bits <= family) {
          return new Cidr(first(bits, network), bits, family);
        }
      } catch (UnknownHostException notAnAddress) {
        // falls through to the exception below, which fits both cases
      }
    }
    throw new IllegalArgumentException("must be blocks like 10.1.0.0/16 or fd00::/8");
  }

  /** Whether the address, in network byte order, lies in this block. */
  boolean contains(byte[] address) {
    return address.length * Byte.SIZE == family && first(bits, address).equals(prefix);
  }

  private static BigInteger first(int bits, byte[] address) {
    return new BigInteger(1, address).shiftRight(address.length * Byte.SIZE - bits);
  }
}
