package com.traitly.platform.http;

import com.traitly.platform.config.Config;
import com.traitly.platform.config.ConfigKey;
import com.traitly.platform.lifecycle.StartupFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/**
 * A host and port to listen on, and the message for when that is not possible.
 *
 * @param host the setting that names the host
 * @param port the setting that names the port
 */
public record ListenAddress(ConfigKey<String> host, ConfigKey<Integer> port) {
  private static final int FIRST_FREE_FOR_ALL = 1024;

  /**
   * Checks that a server can listen there, before anything slow is started.
   *
   * @throws StartupFailure when it cannot
   */
  public void requireFree(Config config) {
    requireFree(config, config.get(port));
  }

  /**
   * As above, for a port other than the configured one.
   *
   * @throws StartupFailure when it cannot be used
   */
  public void requireFree(Config config, int at) {
    try {
      bind(config.get(host), at);
    } catch (IOException e) {
      throw unusable(config, at, e);
    }
  }

  /** The failure that says why a server could not listen at a port. */
  public StartupFailure unusable(Config config, int at, Exception cause) {
    String name = config.get(host);
    try {
      bind(name, 0);
    } catch (IOException notOurs) {
      return new StartupFailure(
          "%s is '%s', which is no address of this machine: set it to 127.0.0.1 for this machine alone, or to 0.0.0.0 for all of its addresses."
              .formatted(host.name(), name),
          cause);
    }
    String reason = at < FIRST_FREE_FOR_ALL ? "in use, or kept for the administrator" : "in use";
    return new StartupFailure(
        "Port %d on %s is %s: stop the program that uses it, or set %s to another one (0 picks a free port)."
            .formatted(at, name, reason, port.name()),
        cause);
  }

  private static void bind(String host, int port) throws IOException {
    InetSocketAddress address = new InetSocketAddress(host, port);
    if (address.isUnresolved()) {
      throw new IOException("no such host");
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(address);
    }
  }
}
