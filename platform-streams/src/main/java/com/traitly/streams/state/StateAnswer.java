package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a copy of state answered: a body, or a refusal that is final, such as that somebody is not
 * known.
 *
 * @param body null with a refusal
 * @param refusal null with a body
 * @param age how old the copy was
 */
public record StateAnswer(@Nullable JsonNode body, @Nullable ApiException refusal, Age age) {
  /** Header of an answer: everything acknowledged longer ago than so many milliseconds is in it. */
  public static final String FRESHNESS = "Traitly-Freshness-Ms";

  /** Header of an answer that came from a standby, or from an owner that may be none any more. */
  public static final String STALE = "Traitly-Stale";

  /**
   * How old a copy is.
   *
   * @param millis everything acknowledged longer ago is in it
   * @param stale whether it is a standby's, or of an owner that may have been replaced unawares
   */
  public record Age(long millis, boolean stale) {
    /** Nothing is missing. */
    public static final Age NONE = new Age(0, false);

    /** Of an answer that was put together of two. */
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
