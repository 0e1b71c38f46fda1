package com.traitly.platform.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import java.util.List;

/**
 * Something that anyone may read, without an API key.
 *
 * @param path from the root of the server, e.g. {@code /openapi.json}
 * @param handler answers GET and HEAD; thread-safe
 */
public record OpenRoute(String path, Handler handler) {
  private static final List<HandlerType> READ = List.of(HandlerType.GET, HandlerType.HEAD);
  private static final List<HandlerType> WRITE =
      List.of(HandlerType.POST, HandlerType.PUT, HandlerType.PATCH, HandlerType.DELETE);

  void mount(RoutesConfig routes) {
    READ.forEach(method -> routes.addHttpHandler(method, path, handler));
    WRITE.forEach(method -> routes.addHttpHandler(method, path, OpenRoute::refuse));
  }

  private static void refuse(Context ctx) {
    ctx.header("Allow", "GET, HEAD");
    throw ApiException.of(
        ErrorCode.METHOD_NOT_ALLOWED, ctx.method() + " is not served here; allowed: GET, HEAD");
  }
}
