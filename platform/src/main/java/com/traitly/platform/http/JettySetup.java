package com.traitly.platform.http;

import com.traitly.platform.config.Config;
import io.javalin.config.JavalinConfig;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;

/** Settings of Jetty that differ from its defaults: limits, deadlines, drain. */
final class JettySetup {
  private static final int DRAIN_MILLIS = 10_000;
  private static final int IDLE_MILLIS = 10_000;
  private static final int MAX_HEADERS = 8 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  /** More than the largest body that any route takes. */
  private static final long UNREAD_BYTES = 16 << 20;

  private static final Duration UNREAD = Duration.ofSeconds(30);

  private JettySetup() {}

  static void apply(JavalinConfig javalin, Config config) {
    javalin.jetty.modifyHttpConfiguration(JettySetup::limit);
    javalin.jetty.modifyServer(server -> modify(server, config));
  }

  /** Cuts off silent or endless senders, so that they cannot hold what others need. */
  private static void limit(HttpConfiguration http) {
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setIdleTimeout(IDLE_MILLIS);
  }

  private static void modify(Server server, Config config) {
    server.setStopTimeout(DRAIN_MILLIS);
    // Each handler is put around those before it.
    server.insertHandler(new GracefulHandler());
    server.insertHandler(new UnreadBodies(UNREAD_BYTES, UNREAD));
    List<String> origins = config.get(HttpKeys.CORS_ORIGINS);
    if (!origins.isEmpty()) {
      server.insertHandler(Cors.handler(origins));
    }
    server.insertHandler(new RequestIds());
    server.addBean(new NetworkConnectionLimit(config.get(HttpKeys.CONNECTIONS), server));
    server.addBean(new SlowRequestTimeout(server, PATIENCE));
  }
}
