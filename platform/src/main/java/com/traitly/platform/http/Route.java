package com.traitly.platform.http;

import com.traitly.platform.auth.Scope;
import io.javalin.http.HandlerType;

/**
 * One operation of the API.
 *
 * @param method HTTP method
 * @param path below the base path, e.g. {@code /goal/{name}}
 * @param scope what the caller's key must allow
 * @param handler serves it for the caller
 */
public record Route(HandlerType method, String path, Scope scope, CallHandler handler) {}
