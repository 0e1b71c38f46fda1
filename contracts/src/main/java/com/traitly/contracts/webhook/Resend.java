package com.traitly.contracts.webhook;

/**
 * A delivery to be sent again, on its way from an endpoint's log to the customer's outbox.
 *
 * @param endpointId the endpoint
 * @param deliveryId the {@code webhook-id}
 * @param object the kind of announcement
 * @param goalName the goal
 * @param sequence the announcement's sequence number
 * @param offset of the announcement in its topic, in the customer's partition
 */
public record Resend(
    String endpointId,
    String deliveryId,
    String object,
    String goalName,
    long sequence,
    long offset) {}
