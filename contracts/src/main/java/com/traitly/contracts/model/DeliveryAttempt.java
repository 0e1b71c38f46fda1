package com.traitly.contracts.model;

import org.jspecify.annotations.Nullable;

/**
 * One HTTP POST of a delivery, as logged on {@code webhook-attempts}.
 *
 * @param deliveryId the {@code webhook-id}, the same for every attempt of a delivery
 * @param endpointId which endpoint
 * @param customerId whom the message is about
 * @param object which kind of announcement
 * @param goalName which goal
 * @param number counted from 1
 * @param outcome {@code delivered}, {@code retry_later} or {@code given_up}
 * @param status the receiver's HTTP status, null when there was no answer
 * @param detail excerpt of the answer, or why there was none
 * @param startedAt UNIX milliseconds
 * @param tookMillis how long it took
 * @param nextAttemptAt UNIX milliseconds, null when there will be none
 */
public record DeliveryAttempt(
    String deliveryId,
    String endpointId,
    String customerId,
    String object,
    String goalName,
    int number,
    String outcome,
    @Nullable Integer status,
    String detail,
    long startedAt,
    long tookMillis,
    @Nullable Long nextAttemptAt) {}
