package com.traitly.contracts.webhook;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts of an endpoint's log are asked for; null lets everything pass.
 *
 * @param customerId whom the message is about
 * @param status an outcome ({@code delivered}, {@code retry_later}, {@code given_up}), {@code
 *     failed} for both that are not delivered, {@code none} for no answer, an HTTP status such as
 *     {@code 503} or a class of them such as {@code 5xx}
 * @param since not begun before, UNIX milliseconds
 * @param until begun before, UNIX milliseconds
 */
public record AttemptFilter(
    @Nullable String customerId,
    @Nullable String status,
    @Nullable Long since,
    @Nullable Long until) {
  /** What {@link #status} may be, for a caller. */
  public static final String EXPECTED =
      "must be delivered, retry_later, given_up, failed, none, an HTTP status or a class such as 5xx";

  private static final Pattern STATUS =
      Pattern.compile("delivered|retry_later|given_up|failed|none|[1-5](xx|\\d\\d)");
  private static final String FAILED = "failed";
  private static final String DELIVERED = "delivered";
  private static final String NONE = "none";

  /** Whether this can be a {@link #status}. */
  public static boolean isStatus(String text) {
    return STATUS.matcher(text).matches();
  }

  /** Whether no delivered attempt can match. */
  public boolean failuresOnly() {
    return status != null && !status.equals(DELIVERED) && !status.startsWith("2");
  }

  /** Whether an attempt is among those asked for, times apart. */
  public boolean matches(DeliveryAttempt attempt) {
    return (customerId == null || customerId.equals(attempt.customerId()))
        && (status == null || hasStatus(status, attempt));
  }

  private static boolean hasStatus(String wanted, DeliveryAttempt attempt) {
    Integer answered = attempt.status();
    return switch (wanted) {
      case FAILED -> !attempt.outcome().equals(DELIVERED);
      case NONE -> answered == null;
      default ->
          Character.isDigit(wanted.charAt(0))
              ? answered != null
                  && (wanted.endsWith("xx")
                      ? answered / 100 == wanted.charAt(0) - '0'
                      : wanted.equals(answered.toString()))
              : wanted.equals(attempt.outcome());
    };
  }
}
