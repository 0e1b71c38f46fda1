package com.traitly.contracts.webhook;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which attempts of an endpoint's log to return; null matches everything.
 *
 * @param customerId the customer that the delivery is about
 * @param status an outcome ({@code delivered}, {@code retry_later}, {@code given_up}), {@code
 *     failed} for either of the last two, {@code none} for no answer, an HTTP status such as {@code
 *     503} or a class such as {@code 5xx}
 * @param since earliest start of an attempt, UNIX milliseconds
 * @param until attempts must begin before this, UNIX milliseconds
 */
public record AttemptFilter(
    @Nullable String customerId,
    @Nullable String status,
    @JsonProperty("since_ms") @Nullable Long since,
    @JsonProperty("until_ms") @Nullable Long until) {
  /** The allowed values of {@link #status}, for error messages. */
  public static final String EXPECTED =
      "must be delivered, retry_later, given_up, failed, none, an HTTP status or a class such as"
          + " 5xx";

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

  /** Whether an attempt matches the customer and the status; the times are not checked. */
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
