package com.traitly.contracts.webhook;

import java.util.Locale;

/**
 * What the webhook-sender is to do at an endpoint. Accounts hear back of what they asked for; that
 * a customer is to be forgotten it tells itself.
 */
public sealed interface WebhookCommand {
  /** By which the answer is told from others'. */
  String id();

  /**
   * Send a sample.
   *
   * @param endpoint as it was when asked, which the sender may not know yet
   */
  record Test(String id, Endpoint endpoint) implements WebhookCommand {}

  /**
   * Send the message of one attempt again, with the same id and bytes.
   *
   * @param attemptId as the log gives it
   */
  record Resend(String id, String attemptId) implements WebhookCommand {}

  /**
   * Send many messages again, or only count them.
   *
   * @param since those with their last attempt not before this, UNIX milliseconds
   * @param until and before this
   * @param status what became of them
   * @param dryRun whether to count only
   */
  record Replay(String id, long since, long until, Replayed status, boolean dryRun)
      implements WebhookCommand {}

  /**
   * Remove a customer from the log.
   *
   * @param customerId who was erased
   * @param erasedAt when deliveries ended; attempts begun by then are of the past, UNIX
   *     milliseconds
   */
  record Forget(String id, String customerId, long erasedAt) implements WebhookCommand {}

  /** What became of a message with its last attempt so far. */
  enum Replayed {
    UNDELIVERED,
    DELIVERED,
    ALL;

    /** As it stands in JSON. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Whether an attempt that ended so is among them; one to be retried never is. */
    public boolean includes(DeliveryAttempt attempt) {
      return switch (attempt.outcome()) {
        case "delivered" -> this != UNDELIVERED;
        case "given_up" -> this != DELIVERED;
        default -> false;
      };
    }
  }
}
