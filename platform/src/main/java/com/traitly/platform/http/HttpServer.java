package com.traitly.platform.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.address.Addresses;
import com.traitly.platform.auth.Authenticator;
import com.traitly.platform.config.CommonKeys;
import com.traitly.platform.config.Config;
import com.traitly.platform.health.Health;
import com.traitly.platform.route.ForeignRoute;
import com.traitly.platform.route.OpenRoute;
import com.traitly.platform.route.Route;
import com.traitly.platform.route.RouteTable;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;

/**
 * Serves a process's routes under {@code /api/v1} and {@code /api}, with tokens, request ids,
 * problem details, links at {@code /}, {@code /health/live}, {@code /health/ready} and {@code
 * /metrics}.
 */
public final class HttpServer implements AutoCloseable {
  /** Where every process listens. */
  public static final ListenAddress ADDRESS = new ListenAddress(CommonKeys.HOST, CommonKeys.PORT);

  private static final String SCRAPE_TYPE = "text/plain; version=0.0.4; charset=utf-8";
  private static final String ALLOW_METHODS = "Access-Control-Allow-Methods";

  private final Javalin javalin;
  private final String host;

  private HttpServer(Javalin javalin, String host) {
    this.javalin = javalin;
    this.host = host;
  }

  /**
   * What a server serves.
   *
   * @param routes the process's own operations
   * @param authenticator identifies their callers
   * @param health answers the readiness probe
   * @param meters scraped at {@code /metrics}
   * @param open routes that need no API key
   * @param foreign operations in somebody else's format
   */
  public record Content(
      List<Route> routes,
      Authenticator authenticator,
      Health health,
      PrometheusMeterRegistry meters,
      List<OpenRoute> open,
      List<ForeignRoute> foreign) {
    /** Content without open or foreign routes. */
    public Content(
        List<Route> routes,
        Authenticator authenticator,
        Health health,
        PrometheusMeterRegistry meters) {
      this(routes, authenticator, health, meters, List.of(), List.of());
    }
  }

  /**
   * Starts to listen on the configured host and port, within the limits of {@link HttpKeys}.
   *
   * @throws com.traitly.platform.lifecycle.StartupFailure when the port is taken or a setting is
   *     wrong
   */
  public static HttpServer start(Config config, Content content) {
    String host = config.get(CommonKeys.HOST);
    int port = config.get(CommonKeys.PORT);
    Javalin javalin = Javalin.create(settings -> configure(settings, config, content));
    try {
      javalin.start(host, port);
    } catch (JavalinBindException e) {
      throw ADDRESS.unusable(config, port, e);
    }
    return new HttpServer(javalin, host);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Where it can be reached, without a trailing slash. */
  public String baseUrl() {
    return "http://" + reachable(host) + ":" + port();
  }

  /**
   * A host as written in a URL; a host that means all addresses of this machine becomes loopback.
   */
  public static String reachable(String host) {
    return switch (host) {
      case "0.0.0.0" -> "127.0.0.1";
      case "::" -> "[::1]";
      default -> host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    };
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig javalin, Config config, Content content) {
    javalin.startup.showJavalinBanner = false;
    javalin.startup.showOldJavalinVersionWarning = false;
    javalin.concurrency.useVirtualThreads = true;
    javalin.http.defaultContentType = "application/json";
    JettySetup.apply(javalin, config);
    EventStream.endWith(javalin);
    javalin.routes.before(Addresses::check);
    RouteTable table = new RouteTable(content.routes(), content.foreign());
    Refusals.inOurWords(javalin, table);
    mountOperational(javalin.routes, content);
    content.open().forEach(route -> route.mount(javalin.routes));
    RequestGuard guard = RequestGuard.of(content.authenticator(), config);
    content.routes().forEach(route -> mount(javalin, route, guard.before(route)));
    content
        .foreign()
        .forEach(route ->
            javalin.routes.addHttpHandler(
                route.method(), route.path(), ctx -> route.handler().handle(ctx, guard::admit)));
    content.routes().stream()
        .map(Route::path)
        .distinct()
        .forEach(path -> mount(javalin, HandlerType.OPTIONS, path, ctx -> options(ctx, table)));
  }

  /** The routes that an operator needs; they need no API key and show nothing about customers. */
  private static void mountOperational(RoutesConfig routes, Content content) {
    Index.of(content).mount(routes);
    routes.get("/health/live", ctx -> Answers.json(ctx, 200, Json.object().put("live", true)));
    routes.get(
        "/health/ready",
        ctx -> {
          List<String> reasons = content.health().notReady();
          ObjectNode body = Json.object().put("ready", reasons.isEmpty());
          reasons.forEach(body.putArray("waiting_for")::add);
          Answers.json(ctx, reasons.isEmpty() ? 200 : 503, body);
        });
    routes.get("/metrics", ctx -> ctx.contentType(SCRAPE_TYPE).result(content.meters().scrape()));
  }

  private static void mount(JavalinConfig javalin, Route route, Handler handler) {
    mount(javalin, route.method(), route.path(), handler);
    if (route.method().equals(HandlerType.GET)) {
      mount(javalin, HandlerType.HEAD, route.path(), handler);
    }
  }

  private static void mount(
      JavalinConfig javalin, HandlerType method, String path, Handler handler) {
    RouteTable.BASES.forEach(base -> javalin.routes.addHttpHandler(method, base + path, handler));
  }

  /** Needs no key: a browser asks before the page may send one. */
  private static void options(Context ctx, RouteTable table) {
    String allowed = table.allowed(ctx.path());
    ctx.status(204).header("Allow", allowed);
    if (ctx.res().containsHeader(ALLOW_METHODS)) {
      ctx.header(ALLOW_METHODS, allowed);
    }
  }
}
