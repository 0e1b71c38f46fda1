/**
 * What a process serves, as values: a route has a method, a path, a scope, its query parameters and
 * a handler. It also holds what handlers need to read a request: the query and entity tags. Start
 * reading at {@link com.traitly.platform.route.Route}.
 */
@NullMarked
package com.traitly.platform.route;

import org.jspecify.annotations.NullMarked;
