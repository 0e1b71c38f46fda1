package com.traitly.testkit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request as a {@link WebhookReceiver} read it.
 *
 * @param method the HTTP method
 * @param path the path with its query, if there was one
 * @param headers by lower-case name
 * @param body the bytes as signed by the sender, in UTF-8
 * @param receivedAt when the whole request had been read
 */
public record ReceivedRequest(
    String method,
    String path,
    Map<String, List<String>> headers,
    String body,
    Instant receivedAt) {

  /** Copies the headers. */
  public ReceivedRequest {
    headers = Map.copyOf(headers);
  }

  /** The first value of the header, whatever the case of its name. */
  public Optional<String> header(String name) {
    return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream().findFirst();
  }

  /** The body's bytes, for checking a signature. */
  public byte[] bodyBytes() {
    return body.getBytes(StandardCharsets.UTF_8);
  }
}
