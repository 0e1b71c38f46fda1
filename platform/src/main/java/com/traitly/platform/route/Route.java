package com.traitly.platform.route;

import com.traitly.platform.auth.Scope;
import io.javalin.http.HandlerType;
import java.util.List;

/**
 * One operation of the API.
 *
 * @param method HTTP method
 * @param path below the base path, e.g. {@code /goal/{name}}
 * @param scope what the caller's key must allow
 * @param parameters the query parameters it takes, in the order in which a refusal lists them
 * @param mediaType of its answer, unless that is an error
 * @param handler serves the operation
 */
public record Route(
    HandlerType method,
    String path,
    Scope scope,
    List<String> parameters,
    String mediaType,
    CallHandler handler) {
  private static final String JSON = "application/json";

  /** An operation that answers with JSON. */
  public Route(
      HandlerType method, String path, Scope scope, List<String> parameters, CallHandler handler) {
    this(method, path, scope, parameters, JSON, handler);
  }

  /** An operation without query parameters. */
  public Route(HandlerType method, String path, Scope scope, CallHandler handler) {
    this(method, path, scope, List.of(), handler);
  }
}
