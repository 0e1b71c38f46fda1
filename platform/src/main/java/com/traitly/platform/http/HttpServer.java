package com.traitly.platform.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.platform.auth.Authenticator;
import com.traitly.platform.auth.Caller;
import com.traitly.platform.auth.UniqueIds;
import com.traitly.platform.health.Health;
import com.traitly.platform.lifecycle.StartupFailure;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves a process's routes under {@code /api/v1} and {@code /api}, with tokens, request ids,
 * problem details, {@code /health/live}, {@code /health/ready} and {@code /metrics}.
 */
public final class HttpServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
  private static final List<String> BASES = List.of("/api/v1", "/api");
  private static final Pattern SANE_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final UniqueIds REQUEST_IDS = new UniqueIds("req_");
  private static final long MAX_BODY = 10L * 1024 * 1024;

  /** A name in an address may hold an encoded slash. */
  private static final UriCompliance URIS =
      UriCompliance.DEFAULT.with("encoded-slash", UriCompliance.Violation.AMBIGUOUS_PATH_SEPARATOR);

  private static final int DRAIN_MILLIS = 10_000;
  private static final int IDLE_MILLIS = 10_000;
  private static final int MAX_HEADERS = 8 * 1024;

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
   * @param authenticator tells who calls them
   * @param health answers the readiness probe
   * @param meters scraped at {@code /metrics}
   */
  public record Content(
      List<Route> routes,
      Authenticator authenticator,
      Health health,
      PrometheusMeterRegistry meters) {}

  /**
   * Starts to listen.
   *
   * @param port 0 for any free one
   * @throws StartupFailure when the port is taken
   */
  public static HttpServer start(String host, int port, Content content) {
    Javalin javalin = Javalin.create(config -> configure(config, content));
    try {
      javalin.start(host, port);
    } catch (JavalinBindException e) {
      throw unusable(host, port, e);
    }
    return new HttpServer(javalin, host);
  }

  /**
   * Checks early that a port can be used, before anything slow is started.
   *
   * @throws StartupFailure when it cannot
   */
  public static void requireFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (IOException e) {
      throw unusable(host, port, e);
    }
  }

  private static StartupFailure unusable(String host, int port, Exception cause) {
    return new StartupFailure(
        ("Port %d on %s cannot be used: stop the program that uses it, or set TRAITLY_PORT to"
                + " another one (0 picks a free port).")
            .formatted(port, host),
        cause);
  }

  /** The port it listens on. */
  public int port() {
    return javalin.port();
  }

  /** Where it can be reached, without a trailing slash. */
  public String baseUrl() {
    return "http://" + (host.equals("0.0.0.0") ? "127.0.0.1" : host) + ":" + port();
  }

  @Override
  public void close() {
    javalin.stop();
  }

  private static void configure(JavalinConfig config, Content content) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.concurrency.useVirtualThreads = true;
    config.http.maxRequestSize = MAX_BODY;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "application/json";
    config.jetty.modifyHttpConfiguration(HttpServer::limit);
    config.jetty.modifyServletContextHandler(
        servlets -> servlets.getServletHandler().setDecodeAmbiguousURIs(true));
    config.jetty.modifyServer(server -> {
      server.setStopTimeout(DRAIN_MILLIS);
      server.insertHandler(new GracefulHandler());
      server.setErrorHandler(new JettyProblems());
    });
    config.routes.before(HttpServer::assignRequestId);
    config.routes.exception(ApiException.class, (e, ctx) -> Answers.problem(ctx, e));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> Answers.problem(ctx, translate(e, ctx, content)));
    config.routes.exception(Exception.class, HttpServer::unexpected);
    new OperationalRoutes(content.health(), content.meters()).mount(config.routes);
    content.routes().forEach(route -> mount(config, route, content.authenticator()));
  }

  /** A silent or endless sender is cut off, so that it cannot hold what others need. */
  private static void limit(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MAX_HEADERS);
    http.setIdleTimeout(IDLE_MILLIS);
    http.setUriCompliance(URIS);
  }

  private static void mount(JavalinConfig config, Route route, Authenticator authenticator) {
    Handler guarded =
        ctx -> {
          Caller caller = authenticator.authenticate(ctx.header("Authorization"));
          caller.require(route.scope());
          if (!MediaTypes.acceptsJson(ctx.header("Accept"))) {
            throw ApiException.of(
                ErrorCode.NOT_ACCEPTABLE, "Send 'Accept: application/json', or leave it out");
          }
          route.handler().handle(ctx, caller);
        };
    for (String base : BASES) {
      config.routes.addHttpHandler(route.method(), base + route.path(), guarded);
      if (route.method().equals(HandlerType.GET)) {
        config.routes.addHttpHandler(HandlerType.HEAD, base + route.path(), guarded);
      }
    }
  }

  private static void assignRequestId(Context ctx) {
    String sent = ctx.header(Answers.REQUEST_ID);
    ctx.header(
        Answers.REQUEST_ID,
        sent != null && SANE_ID.matcher(sent).matches() ? sent : REQUEST_IDS.next());
  }

  private static ApiException translate(HttpResponseException e, Context ctx, Content content) {
    return switch (e.getStatus()) {
      case 404 ->
          ApiException.of(
              ErrorCode.NOT_FOUND,
              "There is nothing at " + ctx.path() + "; the API lives under /api/v1");
      case 405 -> {
        String allowed = allowed(ctx.path(), content.routes());
        ctx.header("Allow", allowed);
        yield ApiException.of(
            ErrorCode.METHOD_NOT_ALLOWED,
            ctx.method() + " is not served here; allowed: " + allowed);
      }
      case 413 ->
          ApiException.of(
              ErrorCode.TOO_LARGE, "The body is larger than " + MAX_BODY + " bytes; send less");
      default ->
          ApiException.of(
              e.getStatus() < 500 ? ErrorCode.INVALID_PARAMETER : ErrorCode.INTERNAL,
              String.valueOf(e.getMessage()));
    };
  }

  private static String allowed(String path, List<Route> routes) {
    String below = path.replaceFirst("^/api(/v1)?", "").replaceFirst("/$", "");
    return routes.stream()
        .filter(route -> below.matches(route.path().replaceAll("\\{[^}]+}", "[^/]+")))
        .map(Route::method)
        .flatMap(method ->
            method.equals(HandlerType.GET) ? Stream.of("GET", "HEAD") : Stream.of(method.name()))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static void unexpected(Exception e, Context ctx) {
    String requestId = String.valueOf(ctx.res().getHeader(Answers.REQUEST_ID));
    LOG.error("request {} failed: {} {}", requestId, ctx.method(), ctx.path(), e);
    Answers.problem(
        ctx,
        ApiException.of(
            ErrorCode.INTERNAL, "Something failed on our side; report request id " + requestId));
  }
}
