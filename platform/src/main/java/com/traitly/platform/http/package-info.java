/**
 * The HTTP server around the routes of a process. It authenticates, limits, names and logs each
 * request, and writes every error as problem details. Start reading at {@link
 * com.traitly.platform.http.HttpServer}.
 */
@NullMarked
package com.traitly.platform.http;

import org.jspecify.annotations.NullMarked;
