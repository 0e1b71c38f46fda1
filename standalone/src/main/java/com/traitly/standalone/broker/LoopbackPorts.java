package com.traitly.standalone.broker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/**
 * The two ports a broker listens on, both on the loopback address only.
 *
 * @param clients where clients connect
 * @param controller where the broker reaches its own controller
 */
public record LoopbackPorts(int clients, int controller) {
  static final String HOST = "127.0.0.1";

  private static final int MOST_TRIED = 100;
  private static final int HIGHEST = 65_535;

  /**
   * Takes the wanted port for clients, or any free one for 0, and any free one for the controller.
   * Both are held at once while choosing, so they differ; they are free again on return.
   *
   * @throws BrokerFailure if the wanted port is in use
   */
  public static LoopbackPorts pick(int wanted) {
    try (ServerSocket clients = hold(wanted);
        ServerSocket controller = hold(0)) {
      return new LoopbackPorts(clients.getLocalPort(), controller.getLocalPort());
    } catch (IOException e) {
      if (wanted == 0) {
        throw new UncheckedIOException("No free port on " + HOST, e);
      }
      throw BrokerFailure.portInUse(wanted);
    }
  }

  /**
   * As {@link #pick}, with the next free port for clients when the wanted one is in use.
   *
   * @throws BrokerFailure if the next hundred are in use too
   */
  static LoopbackPorts near(int wanted) {
    int last = Math.min(wanted + MOST_TRIED, HIGHEST);
    for (int port = wanted; port < last; port++) {
      try {
        return pick(port);
      } catch (BrokerFailure inUse) {
        // The next one may be free.
      }
    }
    return pick(last);
  }

  String bootstrapServers() {
    return HOST + ":" + clients;
  }

  /** The address of {@link #HOST}, never the IPv6 loopback some systems would prefer. */
  public static InetAddress address() throws UnknownHostException {
    return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  private static ServerSocket hold(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address(), port));
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
