package com.traitly.sender.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** A block of addresses of one family. Immutable. */
final class Cidr {
  private final byte[] network;
  private final int bits;

  private Cidr(byte[] network, int bits) {
    this.network = network;
    this.bits = bits;
  }

  /** Reads {@code address/bits}. */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    try {
      return new Cidr(
          InetAddress.getByName(text.substring(0, slash)).getAddress(),
          Integer.parseInt(text.substring(slash + 1)));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not a block of addresses: " + text, e);
    }
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
