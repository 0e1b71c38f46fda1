package com.traitly.contracts.webhook;

/**
 * A message to be sent once more, on its way from the log of an endpoint to the customer's outbox.
 *
 * @param endpointId to which endpoint
 * @param deliveryId the {@code webhook-id}
 * @param object which kind of announcement
 * @param goalName which goal
 * @param sequence the announcement's
 * @param offset of the announcement in its topic, in the customer's partition
 */
public record Resend(
    String endpointId,
    String deliveryId,
    String object,
    String goalName,
    long sequence,
    long offset) {}
