package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a copy of state answered: a body, or a refusal that is final, such as an unknown customer.
 *
 * @param body null with a refusal
 * @param refusal null with a body
 * @param age how old the copy was
 */
public record StateAnswer(@Nullable JsonNode body, @Nullable ApiException refusal, Age age) {
  /**
   * Header of an answer: everything acknowledged longer ago than these milliseconds is included.
   */
  public static final String FRESHNESS = "Traitly-Freshness-Ms";

  /**
   * Header of an answer that came from a standby, or from a process that may no longer be the
   * owner.
   */
  public static final String STALE = "Traitly-Stale";

  /**
   * How old a copy is.
   *
   * @param millis it includes everything that was acknowledged longer ago
   * @param stale whether it is a standby, or an owner that may have been replaced unnoticed
   */
  public record Age(long millis, boolean stale) {
    /** The age of a copy that lacks nothing. */
    public static final Age NONE = new Age(0, false);

    /** The age of an answer that is combined from two. */
    public Age and(Age other) {
      return new Age(Math.max(millis, other.millis), stale || other.stale);
    }
  }

  static StateAnswer of(JsonNode body, Age age) {
    return new StateAnswer(body, null, age);
  }

  static StateAnswer refused(ApiException refusal, Age age) {
    return new StateAnswer(null, refusal, age);
  }

  /** The error to answer while a partition moves from one instance to another. */
  public static ApiException unavailable() {
    return ApiException.retryLater(
        ErrorCode.UNAVAILABLE, "This state is moving to another instance; try again shortly", 1);
  }

  /**
   * The body.
   *
   * @throws ApiException the refusal
   */
  public JsonNode orThrow() {
    if (refusal != null) {
      throw refusal;
    }
    return Objects.requireNonNull(body);
  }
}
