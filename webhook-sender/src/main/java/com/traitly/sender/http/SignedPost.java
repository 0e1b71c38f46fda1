package com.traitly.sender.http;

import com.traitly.contracts.webhook.Endpoint;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The request of one attempt, which is signed when it is sent.
 *
 * @param account that the endpoint belongs to
 * @param id of the delivery, the same on every attempt
 * @param body exactly as announced; not copied
 * @param superseded how many older messages this one replaced
 * @param sample whether it is marked as a sample
 * @param resent whether somebody asked to send the delivery again
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record SignedPost(
    String account,
    Endpoint endpoint,
    String id,
    byte[] body,
    int superseded,
    boolean sample,
    boolean resent) {
  private static final String JSON = "application/json";
  private static final String PREFIX = "whsec_";
  private static final String ALGORITHM = "HmacSHA256";

  /**
   * All headers except those of the connection.
   *
   * @param now UNIX seconds
   * @throws IllegalArgumentException when a secret is not base64 after its prefix
   */
  Map<String, String> headers(long now, OpenedEndpoints.Opened opened) {
    Map<String, String> ours = new LinkedHashMap<>();
    ours.put("User-Agent", "traitly");
    ours.put("Accept", JSON);
    ours.put("Content-Type", JSON);
    ours.put("webhook-id", id);
    ours.put("webhook-timestamp", Long.toString(now));
    ours.put("webhook-signature", signatures(opened.signing(), now));
    if (superseded > 0) {
      ours.put("Traitly-Superseded", Integer.toString(superseded));
    }
    if (sample) {
      ours.put("Traitly-Test", "1");
    }
    Map<String, String> all = new LinkedHashMap<>(ours);
    // Registration refuses such headers already. Endpoints stored by other means must not override
    // a header of ours or insert a line break either.
    opened
        .destination()
        .headers()
        .forEach((name, value) -> {
          boolean taken = ours.keySet().stream().anyMatch(name::equalsIgnoreCase);
          if (!taken && value.chars().allMatch(c -> c >= ' ')) {
            all.put(name, value);
          }
        });
    return all;
  }

  /** One signature of Standard Webhooks 1.0.0, scheme {@code v1}, by each secret. */
  private String signatures(List<String> secrets, long timestamp) {
    byte[] head = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    return secrets.stream()
        .map(secret -> "v1," + sign(key(secret), head))
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

  private String sign(byte[] key, byte[] head) {
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
