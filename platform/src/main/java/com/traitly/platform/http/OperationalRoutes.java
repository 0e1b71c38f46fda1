package com.traitly.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.health.Health;
import io.javalin.config.RoutesConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/** The routes that an operator needs; they need no API key and show nothing about customers. */
final class OperationalRoutes {
  private static final String SCRAPE_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final PrometheusMeterRegistry meters;

  OperationalRoutes(Health health, PrometheusMeterRegistry meters) {
    this.health = health;
    this.meters = meters;
  }

  void mount(RoutesConfig routes) {
    routes.get("/health/live", ctx -> Answers.json(ctx, 200, Json.object().put("live", true)));
    routes.get(
        "/health/ready",
        ctx -> {
          List<String> reasons = health.notReady();
          ObjectNode body = Json.object().put("ready", reasons.isEmpty());
          reasons.forEach(body.putArray("waiting_for")::add);
          Answers.json(ctx, reasons.isEmpty() ? 200 : 503, body);
        });
    routes.get("/metrics", ctx -> ctx.contentType(SCRAPE_TYPE).result(meters.scrape()));
  }
}
