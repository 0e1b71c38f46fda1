package com.traitly.platform.service;

import com.traitly.platform.route.ForeignRoute;
import com.traitly.platform.route.OpenRoute;
import com.traitly.platform.route.Route;
import java.util.List;

/**
 * A part of the platform that runs alone in a process or beside others in one.
 *
 * <p>Its constructor starts it and registers its parts with the runtime's health; {@link #close}
 * drains it: work in flight is finished and state is committed.
 */
public interface Service extends AutoCloseable {
  /** The operations it serves to callers; empty when it serves none. */
  List<Route> routes();

  /** The routes that anyone may read, without an API key. */
  default List<OpenRoute> openRoutes() {
    return List.of();
  }

  /** The operations in somebody else's format. */
  default List<ForeignRoute> foreignRoutes() {
    return List.of();
  }

  @Override
  void close();
}
