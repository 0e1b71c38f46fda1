package com.traitly.contracts.webhook;

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
 * @param sequence the announcement's, by which a customer's are ordered
 * @param offset of the announcement in its topic, in the customer's partition; -1 when it is not
 *     known, as of what waited since before this was kept
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
    @Nullable Long nextAttemptAt,
    long sequence,
    long offset) {
  /** Whether the receiver took it. */
  public boolean delivered() {
    return outcome.equals("delivered");
  }

  /** Whether the delivery was done with after this attempt. */
  public boolean last() {
    return !outcome.equals("retry_later");
  }
}
