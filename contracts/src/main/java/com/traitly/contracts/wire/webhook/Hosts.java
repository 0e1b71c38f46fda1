package com.traitly.contracts.wire.webhook;

import java.net.IDN;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Brings hosts of URLs into the one form that every program reads in the same way. */
public final class Hosts {
  private static final Pattern NUMBER = Pattern.compile("0x[0-9a-f]*|[0-9]+");
  private static final Pattern OCTET = Pattern.compile("25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9]");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");
  private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]{2,45}\\]");
  private static final int OCTETS = 4;
  private static final int LONGEST = 253;
  // Sharp s, final sigma and the joiners: a newer standard keeps them; the older one, which Java
  // implements, replaces or drops them, so they would lead to somebody else's host.
  private static final Pattern AMBIGUOUS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  private Hosts() {}

  /**
   * The host in lower case and ASCII, without a dot at its end.
   *
   * @throws IllegalArgumentException when it is not a host, or could be read as several; the
   *     message continues a sentence that begins with the field's name
   */
  public static String normalised(String host) {
    if (host.isEmpty()) {
      throw new IllegalArgumentException("must have a host, like https://example.com/hook");
    }
    if (host.startsWith("[")) {
      return literal(host.toLowerCase(Locale.ROOT));
    }
    String ascii = ascii(host);
    String name = ascii.endsWith(".") ? ascii.substring(0, ascii.length() - 1) : ascii;
    String[] labels = name.split("\\.", -1);
    if (NUMBER.matcher(labels[labels.length - 1]).matches()) {
      requireOctets(labels);
      return name;
    }
    for (String label : labels) {
      if (!LABEL.matcher(label).matches()) {
        throw noName();
      }
    }
    if (name.length() > LONGEST) {
      throw noName();
    }
    return name;
  }

  private static String ascii(String host) {
    if (AMBIGUOUS.matcher(host).find()) {
      throw new IllegalArgumentException(
          "must have its host in ASCII (xn--…): this one holds a character that programs convert differently");
    }
    try {
      String lower = Normalizer.normalize(host, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
      return IDN.toASCII(lower, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw noName();
    }
  }

  private static IllegalArgumentException noName() {
    return new IllegalArgumentException(
        "must have a host of letters, digits, '-', '_' and dots, each part of 1 to 63 characters and not beginning or ending with '-'");
  }

  /** Some programs read 010 as eight and others as ten, and 127.1 as 127.0.0.1. */
  private static void requireOctets(String[] labels) {
    boolean plain = labels.length == OCTETS;
    for (String label : labels) {
      plain &= OCTET.matcher(label).matches();
    }
    if (!plain) {
      throw new IllegalArgumentException(
          "must have an address as its host that reads the same everywhere: four decimal numbers from 0 to 255, without leading zeros");
    }
  }

  private static String literal(String host) {
    try {
      if (IPV6.matcher(host).matches()) {
        InetAddress address = InetAddress.getByName(host);
        // An IPv4 address that was written as an IPv6 one becomes an IPv4 address.
        return address instanceof Inet6Address ? host : address.getHostAddress();
      }
    } catch (UnknownHostException e) {
      // falls through to the message below, which holds for both cases
    }
    throw new IllegalArgumentException(
        "must have an IPv6 address between the brackets, without a zone");
  }
}
