package com.traitly.platform.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The request that this thread serves, as log lines name it. */
public final class CurrentRequest {
  /** Key of the request's id in the log context. */
  static final String LOG_KEY = "requestId";

  /** Key of the trace the request belongs to in the log context. */
  static final String TRACE_KEY = "traceparent";

  private CurrentRequest() {}

  /**
   * The request's id, as in the header {@code Request-Id}; null when the thread serves no request.
   */
  public static @Nullable String id() {
    return MDC.get(LOG_KEY);
  }

  /** The caller's {@code traceparent}; null when it sent none that is well-formed. */
  public static @Nullable String traceparent() {
    return MDC.get(TRACE_KEY);
  }
}
