package com.traitly.platform.http;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** The request that this thread serves, as log lines name it. */
public final class CurrentRequest {
  /** Key of the request's id in the log context. */
  static final String LOG_KEY = "requestId";

  private CurrentRequest() {}

  /** What travels as {@code Request-Id}; null when the thread serves no request. */
  public static @Nullable String id() {
    return MDC.get(LOG_KEY);
  }
}
