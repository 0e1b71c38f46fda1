package com.traitly.gateway.sources.format;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;

/** Makes the exception that refuses a record; its text is the reason in the dead letter. */
public final class Refusal {
  private Refusal() {}

  /** A record that is not as the source says it is. */
  public static ApiException of(String sentence) {
    return ApiException.of(ErrorCode.INVALID_FIELD, sentence);
  }
}
