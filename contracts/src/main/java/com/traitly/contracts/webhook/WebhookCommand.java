package com.traitly.contracts.webhook;

import java.util.Locale;

/**
 * A command to the webhook-sender about an endpoint. Accounts get an answer to theirs; {@link
 * Forget} is one that the webhook-sender sends to itself.
 */
public sealed interface WebhookCommand {
  /** The command's id, which its answer repeats. */
  String id();

  /**
   * Sends a sample.
   *
   * @param endpoint as it was at the time of the command; the sender may not know it yet
   */
  record Test(String id, Endpoint endpoint) implements WebhookCommand {}

  /**
   * Sends the delivery of one attempt again, with the same id and bytes.
   *
   * @param attemptId the attempt's id in the log
   */
  record Resend(String id, String attemptId) implements WebhookCommand {}

  /**
   * Sends many deliveries again, or only counts them.
   *
   * @param since earliest last attempt of a delivery, UNIX milliseconds
   * @param until last attempts must be before this, UNIX milliseconds
   * @param status how the last attempt ended
   * @param dryRun whether to count only
   */
  record Replay(String id, long since, long until, Replayed status, boolean dryRun)
      implements WebhookCommand {}

  /**
   * Removes a customer from the log.
   *
   * @param customerId the erased customer
   * @param erasedAt when deliveries ended, UNIX milliseconds; attempts begun by then are removed
   */
  record Forget(String id, String customerId, long erasedAt) implements WebhookCommand {}

  /** How the last attempt of a delivery so far ended. */
  enum Replayed {
    UNDELIVERED,
    DELIVERED,
    ALL;

    /** The name in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an attempt that ended like this is included; one to be retried never is. */
    public boolean includes(DeliveryAttempt attempt) {
      return switch (attempt.outcome()) {
        case "delivered" -> this != UNDELIVERED;
        case "given_up" -> this != DELIVERED;
        default -> false;
      };
    }
  }
}
