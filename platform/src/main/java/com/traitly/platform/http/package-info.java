/**
 * The HTTP server around the routes of a process: tokens, request ids, errors, health, metrics.
 *
 * <p>Start reading at {@link com.traitly.platform.http.HttpServer}.
 */
@NullMarked
package com.traitly.platform.http;

import org.jspecify.annotations.NullMarked;
