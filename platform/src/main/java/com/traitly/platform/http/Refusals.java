package com.traitly.platform.http;

import io.javalin.config.JavalinConfig;
import java.util.List;

/** How a server of ours that is no {@link HttpServer} refuses: in our words, as problem details. */
public final class Refusals {
  private Refusals() {}

  /** Replaces every answer that a library would give by one of ours. */
  public static void inOurWords(JavalinConfig config) {
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.addCustomizer(new AsSent());
    });
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
    config.http.prefer405over404 = true;
    new Failures(new RouteTable(List.of())).mount(config);
  }
}
