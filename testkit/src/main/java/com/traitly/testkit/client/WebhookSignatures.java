package com.traitly.testkit.client;

import com.traitly.testkit.ReceivedRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks that a webhook was signed with an endpoint's secret, as Standard Webhooks describes it.
 *
 * @param secret {@code whsec_} and the key in Base64
 */
public record WebhookSignatures(String secret) {
  private static final String SECRET_PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final long TOLERANCE = Duration.ofMinutes(5).toSeconds();

  /** Leaves the secret out, because this may be logged. */
  @Override
  public String toString() {
    return "WebhookSignatures[]";
  }

  /** Whether one of the request's signatures matches its body, and its time is near. */
  public boolean match(ReceivedRequest request) {
    String id = request.header("webhook-id").orElse("");
    String timestamp = request.header("webhook-timestamp").orElse("");
    if (id.isEmpty() || !isNear(timestamp, request.receivedAt().getEpochSecond())) {
      return false;
    }
    byte[] expected =
        (VERSION + sign(id + "." + timestamp + "." + request.body()))
            .getBytes(StandardCharsets.UTF_8);
    for (String given : request.header("webhook-signature").orElse("").split(" ", -1)) {
      // Compares in constant time: how long it takes must not tell how much of it was right.
      if (MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private String sign(String content) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      byte[] signature = mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static boolean isNear(String timestamp, long now) {
    try {
      return Math.abs(Long.parseLong(timestamp) - now) <= TOLERANCE;
    } catch (NumberFormatException notANumber) {
      return false;
    }
  }
}
