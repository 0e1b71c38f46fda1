package com.traitly.sender.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where webhooks may go: public addresses, over https.
 *
 * @param allowPrivate whether every address may be dialled
 * @param allowHttp whether plain http may be used
 * @param allowed blocks that may be dialled although they are not public
 */
public record AddressPolicy(boolean allowPrivate, boolean allowHttp, List<Cidr> allowed) {
  // The registries of special-purpose addresses, multicast, and the metadata address of one cloud
  // that lies outside them. Java's own predicates know less than half of these.
  private static final List<Cidr> REFUSED =
      Stream.of(
              "0.0.0.0/8",
              "10.0.0.0/8",
              "100.64.0.0/10",
              "127.0.0.0/8",
              "168.63.129.16/32",
              "169.254.0.0/16",
              "172.16.0.0/12",
              "192.0.0.0/24",
              "192.0.2.0/24",
              "192.88.99.0/24",
              "192.168.0.0/16",
              "198.18.0.0/15",
              "198.51.100.0/24",
              "203.0.113.0/24",
              "224.0.0.0/4",
              "240.0.0.0/4",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "100::/64",
              "2001::/23",
              "2001:db8::/32",
              "2002::/16",
              "3fff::/20",
              "5f00::/16",
              "fc00::/7",
              "fe80::/10",
              "fec0::/10",
              "ff00::/8")
          .map(Cidr::parse)
          .toList();

  private static final int V4_BYTES = 4;
  private static final int V6_BYTES = 16;

  /** Why this scheme may not be used; empty when it may. */
  public Optional<String> refusesScheme(String scheme) {
    return switch (scheme.toLowerCase(Locale.ROOT)) {
      case "https" -> Optional.empty();
      case "http" ->
          allowHttp ? Optional.empty() : Optional.of("http is not allowed here, only https");
      default -> Optional.of("Only https may be spoken");
    };
  }

  /** Why this address may not be dialled; empty when it may. */
  Optional<String> refuses(InetAddress address) {
    byte[] canonical = canonical(address);
    boolean refused =
        !allowPrivate
            && REFUSED.stream().anyMatch(block -> block.contains(canonical))
            && allowed.stream().noneMatch(block -> block.contains(canonical));
    return refused
        ? Optional.of(
            "The host leads to an address that is not a public one; TRAITLY_WEBHOOK_ALLOW_ADDRESSES"
                + " can allow it")
        : Optional.empty();
  }

  private static byte[] canonical(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet4Address || !mapped(bytes)
        ? bytes
        : Arrays.copyOfRange(bytes, V6_BYTES - V4_BYTES, V6_BYTES);
  }

  // ::ffff:a.b.c.d is a.b.c.d on the wire.
  private static boolean mapped(byte[] v6) {
    for (int i = 0; i < V6_BYTES - V4_BYTES - 2; i++) {
      if (v6[i] != 0) {
        return false;
      }
    }
    return v6[10] == (byte) 0xff && v6[11] == (byte) 0xff;
  }
}
