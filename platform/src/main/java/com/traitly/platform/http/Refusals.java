package com.traitly.platform.http;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.intent.MeantAddress;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.ProblemJson;
import com.traitly.platform.address.UnchangedRequest;
import com.traitly.platform.route.RouteTable;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.eclipse.jetty.http.HttpException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes every server of ours refuse in our words: whatever goes wrong in a route, or on the way to
 * one, becomes problem details.
 */
public final class Refusals {
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final RouteTable routes;

  private Refusals(RouteTable routes) {
    this.routes = routes;
  }

  /**
   * Replaces every error answer of a library by one of ours, for a server without {@code Route}s.
   */
  public static void inOurWords(JavalinConfig config) {
    inOurWords(config, new RouteTable(List.of(), List.of()));
  }

  static void inOurWords(JavalinConfig config, RouteTable table) {
    config.jetty.modifyHttpConfiguration(http -> {
      http.setSendServerVersion(false);
      http.addCustomizer(new UnchangedRequest());
    });
    config.jetty.modifyServer(server -> server.setErrorHandler(new JettyProblems()));
    config.http.prefer405over404 = true;
    new Refusals(table).mount(config);
  }

  private void mount(JavalinConfig config) {
    config.routes.exception(ApiException.class, (e, ctx) -> Answers.problem(ctx, e));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> Answers.problem(ctx, translate(e, ctx)));
    config.routes.exception(Exception.class, Refusals::unexpected);
    config.router.javaLangErrorHandler(Refusals::broken);
  }

  private ApiException translate(HttpResponseException e, Context ctx) {
    return switch (e.getStatus()) {
      case 404 -> routes.allowed(ctx.path()).isEmpty() ? nothingThere(ctx) : notAllowed(ctx);
      case 405 -> notAllowed(ctx);
      default -> e.getStatus() < 500 ? unreadable() : internal(Answers.requestId(ctx.res()));
    };
  }

  private ApiException nothingThere(Context ctx) {
    String instead =
        routes
            .meant(ctx.path())
            .map("did you mean %s?"::formatted)
            .orElse("addresses begin with /api/v1, as in /api/v1/event, and /docs lists them");
    return ApiException.of(
        ErrorCode.NOT_FOUND, "There is nothing at %s: %s".formatted(ctx.path(), instead));
  }

  private ApiException notAllowed(Context ctx) {
    String known = routes.allowed(ctx.path());
    // Routes that need no key are not in the table; they are read-only.
    String allowed = known.isEmpty() ? "GET, HEAD" : known;
    ctx.header("Allow", allowed);
    List<String> served = List.of(allowed.split(", "));
    String method = ctx.method().name();
    String detail =
        served.contains(method)
            ? "%s at %s is served by another process: call the address that all share; it has %s"
            : "%s is not served at %s; use one of %s";
    String meant =
        MeantAddress.method(method, served).map(": did you mean %s?"::formatted).orElse("");
    return ApiException.of(
        ErrorCode.METHOD_NOT_ALLOWED, detail.formatted(method, ctx.path(), allowed) + meant);
  }

  private static ApiException unreadable() {
    return ApiException.of(
        ErrorCode.INVALID_PARAMETER,
        "The request could not be read: check its address, headers, and that its body is as long as"
            + " they say");
  }

  private static void unexpected(Exception e, Context ctx) {
    if (e instanceof EOFException || e instanceof HttpException broken && broken.getCode() < 500) {
      Answers.problem(ctx, unreadable());
      return;
    }
    String requestId = Answers.requestId(ctx.res());
    LOG.error("request {} failed: {} {}", requestId, ctx.method(), ctx.path(), e);
    Answers.problem(ctx, internal(requestId));
  }

  /** Answers as far as possible when the JVM is in trouble. */
  private static void broken(HttpServletResponse response, Error error) {
    String requestId = Answers.requestId(response);
    LOG.error("request {} failed", requestId, error);
    if (!response.isCommitted()) {
      response.setContentType(ProblemJson.MEDIA_TYPE);
      try {
        response
            .getOutputStream()
            .write(Json.bytes(ProblemJson.write(internal(requestId), "", requestId)));
      } catch (IOException gone) {
        LOG.debug("nobody is left to tell", gone);
      }
    }
  }

  private static ApiException internal(String requestId) {
    return ApiException.of(
        ErrorCode.INTERNAL, "Something failed on our side; report request id " + requestId);
  }
}
