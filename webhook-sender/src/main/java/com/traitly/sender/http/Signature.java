package com.traitly.sender.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures of Standard Webhooks 1.0.0, scheme {@code v1}: HMAC-SHA256 of id.timestamp.body. */
final class Signature {
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * One signature by each secret, separated by spaces.
   *
   * @param timestamp UNIX seconds
   * @throws IllegalArgumentException when a secret is not base64 after its prefix
   */
  static String of(List<String> secrets, String id, long timestamp, byte[] body) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + sign(key(secret), head, body))
        .collect(Collectors.joining(" "));
  }

  private static byte[] key(String secret) {
    byte[] key =
        Base64.getDecoder()
            .decode(secret.startsWith(PREFIX) ? secret.substring(PREFIX.length()) : secret);
    if (key.length == 0) {
      throw new IllegalArgumentException("empty signing secret");
    }
    return key;
  }

  private static String sign(byte[] key, byte[] head, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update(head);
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
