package com.traitly.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP POST of a delivery, as logged on {@code webhook-attempts}.
 *
 * @param deliveryId the {@code webhook-id}, the same for every attempt of a delivery
 * @param endpointId the endpoint
 * @param customerId the customer that the delivery is about
 * @param object the kind of announcement
 * @param goalName the goal
 * @param number counted from 1
 * @param outcome {@code delivered}, {@code retry_later} or {@code given_up}
 * @param status the receiver's HTTP status, null when there was no answer
 * @param detail excerpt of the answer, or why there was none
 * @param startedAt UNIX milliseconds
 * @param tookMillis how long it took
 * @param nextAttemptAt UNIX milliseconds, null when there will be none
 * @param sequence the announcement's sequence number, which orders a customer's announcements
 * @param offset offset of the announcement in the customer's partition of its topic
 */
public record DeliveryAttempt(
    String deliveryId,
    String endpointId,
    String customerId,
    String object,
    String goalName,
    @JsonProperty("attempt") int number,
    String outcome,
    @Nullable Integer status,
    String detail,
    @JsonProperty("started_at_ms") long startedAt,
    @JsonProperty("took_ms") long tookMillis,
    @JsonProperty("next_attempt_at_ms") @Nullable Long nextAttemptAt,
    long sequence,
    long offset) {
  /** Whether the receiver accepted the delivery. */
  public boolean delivered() {
    return outcome.equals("delivered");
  }

  /** Whether the delivery ended with this attempt. */
  public boolean last() {
    return !outcome.equals("retry_later");
  }
}
