package com.traitly.platform.http;

import com.traitly.contracts.json.Json;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.Scope;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.route.CallHandler;
import com.traitly.platform.route.Route;
import com.traitly.testkit.BrokenRequests;
import com.traitly.testkit.Seeded;
import io.javalin.http.HandlerType;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** No answer has a library's words, whatever is sent to the server. */
@Seeded
final class BrokenRequestsTest {
  private static final String KEY = "Authorization: Token x";
  private static final HttpServer SERVER = start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void everyExampleIsAnsweredInOurWords() throws Exception {
    for (String path : List.of("/api/v1/thing", "/health/ready", "/nothing")) {
      for (byte[] request : BrokenRequests.examples(path, KEY)) {
        BrokenRequests.requireOwnWords(request, BrokenRequests.answer(SERVER.port(), request));
      }
    }
  }

  @Test
  void soAreAnyOfThemTogether(RandomGenerator random) throws Exception {
    for (int i = 0; i < 300; i++) {
      byte[] request = BrokenRequests.draw(random, "/api/v1/thing", KEY);
      BrokenRequests.requireOwnWords(request, BrokenRequests.answer(SERVER.port(), request));
    }
  }

  private static HttpServer start() {
    CallHandler echo =
        (ctx, caller) ->
            Answers.json(ctx, 200, Json.object().put("bytes", ctx.bodyAsBytes().length));
    return HttpServer.start(
        Config.of(Map.of(CommonKeys.PORT.name(), "0")),
        new HttpServer.Content(
            List.of(
                new Route(HandlerType.GET, "/thing", Scope.READ, echo),
                new Route(HandlerType.POST, "/thing", Scope.READ, echo)),
            authorization -> new Caller("acme", "tok_1", Set.of("read")),
            new Health(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT)));
  }
}
