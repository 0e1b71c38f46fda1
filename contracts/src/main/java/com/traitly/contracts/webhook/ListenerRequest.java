package com.traitly.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;

/**
 * One attempt of a delivery, on its way to a connected listener instead of a URL.
 *
 * @param id of the attempt, which its answer repeats
 * @param deliveryId the {@code webhook-id}, the same for every attempt of a delivery
 * @param resent whether somebody asked to send the delivery again, so that it is forwarded even
 *     where it was taken before
 * @param expiresAt when the attempt is over, UNIX milliseconds; a later answer is not heard
 * @param headers all headers of the POST, except those of the connection
 * @param body of the POST
 */
public record ListenerRequest(
    String id,
    String deliveryId,
    boolean resent,
    @JsonProperty("expires_at_ms") long expiresAt,
    Map<String, String> headers,
    String body) {}
