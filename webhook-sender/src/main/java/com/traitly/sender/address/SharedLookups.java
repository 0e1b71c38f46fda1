package com.traitly.sender.address;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Looks a name up once for all callers that ask while the lookup is under way. A lookup whose name
 * server does not answer holds a thread for seconds. When callers share it, an endpoint takes one
 * thread of those that all names share, not one for each request that it may have in flight.
 * Thread-safe.
 */
public final class SharedLookups implements SocketAddressResolver {
  private final SocketAddressResolver names;
  private final ConcurrentMap<Place, CompletableFuture<List<InetSocketAddress>>> underWay =
      new ConcurrentHashMap<>();

  public SharedLookups(SocketAddressResolver names) {
    this.names = names;
  }

  /** The host and port that are looked up. */
  private record Place(String host, int port) {}

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    Place place = new Place(host, port);
    CompletableFuture<List<InetSocketAddress>> own = new CompletableFuture<>();
    CompletableFuture<List<InetSocketAddress>> known = underWay.putIfAbsent(place, own);
    var unused =
        (known == null ? own : known)
            .whenComplete((found, failure) -> {
              if (failure == null) {
                promise.succeeded(found);
              } else {
                promise.failed(failure);
              }
            });
    if (known == null) {
      names.resolve(
          host,
          port,
          context,
          Promise.from(
              found -> {
                underWay.remove(place, own);
                own.complete(found);
              },
              failure -> {
                underWay.remove(place, own);
                own.completeExceptionally(failure);
              }));
    }
  }
}
