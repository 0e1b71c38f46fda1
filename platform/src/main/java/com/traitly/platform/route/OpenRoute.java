package com.traitly.platform.route;

import io.javalin.config.RoutesConfig;
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

  public void mount(RoutesConfig routes) {
    READ.forEach(method -> routes.addHttpHandler(method, path, handler));
  }
}
