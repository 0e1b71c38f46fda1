package com.traitly.platform.route;

import com.traitly.platform.auth.Caller;
import io.javalin.http.Context;

/** Serves a request of an authenticated caller. Implementations are thread-safe. */
@FunctionalInterface
public interface CallHandler {
  /**
   * Answers, or throws {@link com.traitly.contracts.error.ApiException}.
   *
   * @param caller the handler may touch only this caller's account
   */
  void handle(Context ctx, Caller caller) throws Exception;
}
