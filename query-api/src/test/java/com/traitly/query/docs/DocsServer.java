package com.traitly.query.docs;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** The descriptions on a real HTTP server that serves nothing else. */
final class DocsServer implements AutoCloseable {
  private final HttpServer server =
      HttpServer.start(
          "127.0.0.1",
          0,
          new HttpServer.Content(
              List.of(),
              key -> {
                throw ApiException.of(ErrorCode.MISSING_TOKEN, "none is known here");
              },
              new Health(),
              new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
              DocsRoutes.all()));

  String baseUrl() {
    return server.baseUrl();
  }

  @Override
  public void close() {
    server.close();
  }
}
