package com.traitly.contracts.webhook;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the application behind a listener answered. Any answers, also none, say that the listener is
 * connected.
 *
 * @param answers to {@link ListenerRequest}s
 */
public record ListenerAnswers(List<Answer> answers) {
  /**
   * The answer to one request.
   *
   * @param id of the request
   * @param status HTTP status; null when the application did not answer
   * @param retryAfter the header of that name; null when there was none
   * @param detail start of the answer's body, or why there was no answer
   */
  public record Answer(
      String id, @Nullable Integer status, @Nullable String retryAfter, String detail) {}
}
