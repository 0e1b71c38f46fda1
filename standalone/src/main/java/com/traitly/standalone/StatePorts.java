package com.traitly.standalone;

import com.traitly.platform.config.Config;
import com.traitly.platform.http.HttpServer;
import com.traitly.platform.lifecycle.StartupFailure;
import com.traitly.streams.state.StateKeys;
import com.traitly.streams.state.StateServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The state ports of the three services that have one. A configured port, or advertised address, is
 * the stream-processor's; the next two are query-api's and webhook-sender's.
 *
 * @param host where they listen
 * @param ports the three ports
 * @param advertised the stream-processor's address as others reach it; null when it is not set
 */
record StatePorts(String host, List<Integer> ports, @Nullable String advertised) {
  static final int PROCESSOR = 0;
  static final int QUERY = 1;
  static final int SENDER = 2;

  private static final int SERVICES = 3;
  private static final int HIGHEST = 65_535;

  /**
   * The configured ports; any free ones for 0.
   *
   * @throws StartupFailure when one cannot be used
   */
  static StatePorts of(Config config) {
    if (config.isSet(StateKeys.CLUSTER_SECRET)) {
      StateServer.requireGuarded(config);
    }
    int first = config.get(StateKeys.STATE_PORT);
    String advertised =
        config.isSet(StateKeys.STATE_ADVERTISED) ? config.get(StateKeys.STATE_ADVERTISED) : null;
    requireRoom("TRAITLY_STATE_PORT", first);
    if (advertised != null) {
      requireRoom("TRAITLY_STATE_ADVERTISED", portOf(advertised));
    }
    List<Integer> ports = first == 0 ? free() : List.of(first, first + 1, first + 2);
    ports.forEach(port -> StateServer.ADDRESS.requireFree(config, port));
    return new StatePorts(config.get(StateKeys.STATE_HOST), ports, advertised);
  }

  int port(int service) {
    return ports.get(service);
  }

  /** The address at which others find a service's state. */
  String advertised(int service) {
    return advertised == null
        ? reachable(service)
        : advertised.substring(0, advertised.lastIndexOf(':') + 1) + (portOf(advertised) + service);
  }

  /** The address at which this machine finds it. */
  String reachable(int service) {
    return HttpServer.reachable(host) + ":" + port(service);
  }

  private static void requireRoom(String name, int port) {
    if (port > HIGHEST - SERVICES + 1) {
      throw new StartupFailure(
          "%s names port %d, but the single process takes that and the next two: choose %d at most."
              .formatted(name, port, HIGHEST - SERVICES + 1));
    }
  }

  private static int portOf(String address) {
    return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
  }

  /** Ports that are free now; held together for a moment so that they differ. */
  private static List<Integer> free() {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket processor = new ServerSocket(0, 1, loopback);
        ServerSocket query = new ServerSocket(0, 1, loopback);
        ServerSocket sender = new ServerSocket(0, 1, loopback)) {
      return List.of(processor.getLocalPort(), query.getLocalPort(), sender.getLocalPort());
    } catch (IOException e) {
      throw new StartupFailure("No free port on the loopback address: close some programs.", e);
    }
  }
}
