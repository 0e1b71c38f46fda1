package com.traitly.sender.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves names and checks every address against the policy. Thread-safe.
 *
 * <p>The client dials what this returns and never resolves again, so that a name cannot lead
 * somewhere else between check and use. A name with even one refused address is refused whole.
 *
 * <p>A name is looked up once for all callers that ask while the lookup is under way. A lookup
 * whose name server does not answer holds a thread for seconds. When callers share it, an endpoint
 * takes one thread of those that all names share, not one for each request that it may have in
 * flight.
 */
final class CheckedResolver implements SocketAddressResolver {
  private final SocketAddressResolver names;
  private final AddressPolicy policy;
  private final ConcurrentMap<Place, Promise.Completable<List<InetSocketAddress>>> underWay =
      new ConcurrentHashMap<>();

  CheckedResolver(SocketAddressResolver names, AddressPolicy policy) {
    this.names = names;
    this.policy = policy;
  }

  /** The endpoint's name leads to an address that may not be dialled. */
  static final class AddressRefused extends IOException {
    private AddressRefused(String reason) {
      super(reason);
    }
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
    Promise.Completable<List<InetSocketAddress>> own = new Promise.Completable<>();
    Promise.Completable<List<InetSocketAddress>> known = underWay.putIfAbsent(place, own);
    var unused =
        (known == null ? own : known)
            .whenComplete((found, failure) -> {
              if (failure == null) {
                check(found, promise);
              } else {
                promise.failed(failure);
              }
            });
    if (known == null) {
      var unusedToo = own.whenComplete((found, failure) -> underWay.remove(place, own));
      names.resolve(host, port, context, own);
    }
  }

  private void check(List<InetSocketAddress> found, Promise<List<InetSocketAddress>> promise) {
    for (InetSocketAddress each : found) {
      Optional<String> refusal = policy.refuses(each.getAddress());
      if (refusal.isPresent()) {
        promise.failed(new AddressRefused(refusal.get()));
        return;
      }
    }
    promise.succeeded(found);
  }
}
