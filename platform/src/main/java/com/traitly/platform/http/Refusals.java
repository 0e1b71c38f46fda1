package com.traitly.platform.http;

import com.traitly.platform.address.UnchangedRequest;
import com.traitly.platform.route.RouteTable;
import io.javalin.config.JavalinConfig;
import java.util.List;

/** Makes every server of ours refuse in our words, as problem details. */
public final class Refusals {
  private Refusals() {}

  /**
   * Replaces every error answer of a library by one of ours, for a server without {@code Route}s.
   */
  public static void inOurWords(JavalinConfig config) {
    inOurWords(config, new RouteTable(List.of()));
  }

  static void inOurWords(JavalinConfig config, RouteTable table) {
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.addCustomizer(new UnchangedRequest());
    });
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
    config.http.prefer405over404 = true;
    new Failures(table).mount(config);
  }
}
