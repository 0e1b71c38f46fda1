package com.traitly.query.docs;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.http.HttpServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;

/** The descriptions on a real HTTP server that serves nothing else. */
final class DocsServer implements AutoCloseable {
  static final String PREFIX = "acme.";
  static final List<String> BROKERS = List.of("one:9092", "two:9092");

  private final HttpServer server =
      HttpServer.start(
          Config.of(Map.of(CommonKeys.PORT.name(), "0")),
          new HttpServer.Content(
              List.of(),
              key -> {
                throw ApiException.of(ErrorCode.MISSING_TOKEN, "none is known here");
              },
              new Health(),
              new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
              DocsRoutes.all(PREFIX, BROKERS),
              List.of()));

  String baseUrl() {
    return server.baseUrl();
  }

  @Override
  public void close() {
    server.close();
  }
}
