package com.traitly.platform.route;

import com.traitly.platform.auth.Caller;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

/**
 * An operation in somebody else's format, for clients that send the API key in a way of their own.
 *
 * @param method HTTP method
 * @param path from the root of the server, e.g. {@code /v1/track}
 * @param handler serves the operation; thread-safe
 */
public record ForeignRoute(HandlerType method, String path, Handler handler) {
  /** Serves one request. */
  @FunctionalInterface
  public interface Handler {
    /**
     * Answers, or throws {@link com.traitly.contracts.error.ApiException}.
     *
     * @param entrance lets the caller in, once the handler has found the API key
     */
    void handle(Context ctx, Entrance entrance) throws Exception;
  }

  /** The check that every caller passes. */
  @FunctionalInterface
  public interface Entrance {
    /**
     * The caller with this API key, whose request now counts towards the key's rate limit.
     *
     * @throws com.traitly.contracts.error.ApiException {@code unknown_token}, {@code rate_limited},
     *     or {@code unavailable} while the keys are not loaded
     */
    Caller admit(Context ctx, String apiKey);
  }
}
