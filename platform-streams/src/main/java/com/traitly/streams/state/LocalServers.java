package com.traitly.streams.state;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The state servers of this process, by the kind of process they answer for. A client that finds
 * the owner here saves the hop. Thread-safe.
 */
public final class LocalServers {
  private final Map<String, StateServer> servers = new ConcurrentHashMap<>();

  /** Notes a server that has started. */
  public void add(String kind, StateServer server) {
    servers.put(kind, server);
  }

  /** Supplies the server of a kind; null while there is none here. */
  public Supplier<@Nullable StateServer> of(String kind) {
    return () -> servers.get(kind);
  }
}
