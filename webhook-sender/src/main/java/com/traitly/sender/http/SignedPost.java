package com.traitly.sender.http;

import com.traitly.contracts.webhook.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The request of one attempt, which is signed when it is sent.
 *
 * @param id of the delivery, the same on every attempt
 * @param body exactly as announced; not copied
 * @param superseded how many older messages this one replaced
 * @param sample whether it is marked as a sample
 */
@SuppressWarnings("ArrayRecordComponent") // carries the bytes, is never compared
public record SignedPost(
    Endpoint endpoint, String id, byte[] body, int superseded, boolean sample) {
  private static final String JSON = "application/json";

  /**
   * All headers except those of the connection.
   *
   * @param now UNIX seconds
   * @throws IllegalArgumentException when a secret cannot be read
   */
  Map<String, String> headers(long now, OpenedEndpoints.Opened opened) {
    Map<String, String> ours = new LinkedHashMap<>();
    ours.put("User-Agent", "traitly");
    ours.put("Accept", JSON);
    ours.put("Content-Type", JSON);
    ours.put("webhook-id", id);
    ours.put("webhook-timestamp", Long.toString(now));
    ours.put("webhook-signature", Signature.of(opened.signing(), id, now, body));
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
}
