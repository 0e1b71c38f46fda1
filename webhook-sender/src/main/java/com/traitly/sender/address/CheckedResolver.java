package com.traitly.sender.address;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves names and checks every address against the policy.
 *
 * <p>The client dials what this returns and never resolves again, so that a name cannot lead
 * somewhere else between check and use. A name with even one refused address is refused whole.
 */
public final class CheckedResolver implements SocketAddressResolver {
  private final SocketAddressResolver names;
  private final AddressPolicy policy;

  public CheckedResolver(SocketAddressResolver names, AddressPolicy policy) {
    this.names = names;
    this.policy = policy;
  }

  @Override
  public void resolve(
      String host,
      int port,
      Map<String, Object> context,
      Promise<List<InetSocketAddress>> promise) {
    names.resolve(
        host, port, context, Promise.from(found -> check(found, promise), promise::failed));
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
