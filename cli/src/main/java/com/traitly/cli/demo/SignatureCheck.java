package com.traitly.cli.demo;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks webhooks as a receiver does that has no library for it: Standard Webhooks in a few lines.
 *
 * @param secret {@code whsec_} and the key in Base64
 */
record SignatureCheck(String secret) {
  private static final String PREFIX = "whsec_";

  /** Leaves the secret out, because this may be logged. */
  @Override
  public String toString() {
    return "SignatureCheck[]";
  }

  /** Whether one of the signatures belongs to the body. */
  boolean isGenuine(String id, String timestamp, String signatures, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    byte[] expected =
        ("v1," + Base64.getEncoder().encodeToString(mac(head, body)))
            .getBytes(StandardCharsets.UTF_8);
    // Compares in constant time: how long it takes must not tell how much of it was right.
    return Arrays.stream(signatures.split(" ", -1))
        .anyMatch(each -> MessageDigest.isEqual(expected, each.getBytes(StandardCharsets.UTF_8)));
  }

  private byte[] mac(byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update(head);
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }
}
