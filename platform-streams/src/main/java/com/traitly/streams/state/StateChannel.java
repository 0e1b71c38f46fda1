package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.json.Json;
import com.traitly.streams.state.StateAnswer.Age;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.HttpEntities;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks the state protocol to processes of one kind. Thread-safe. */
public final class StateChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateChannel.class);
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration ROUTES_WITHIN = Duration.ofSeconds(1);

  // This client blocks its caller, a virtual thread, so that no other thread has to be woken.
  private final CloseableHttpClient http =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  // The number of requests is limited already, by the connections that callers may
                  // have.
                  .setMaxConnPerRoute(Integer.MAX_VALUE)
                  .setMaxConnTotal(Integer.MAX_VALUE)
                  .setDefaultConnectionConfig(
                      ConnectionConfig.custom().setConnectTimeout(Timeout.of(CONNECT)).build())
                  .build())
          .disableAutomaticRetries()
          .disableRedirectHandling()
          .disableCookieManagement()
          .disableAuthCaching()
          .disableContentCompression()
          .build();
  private final List<String> seeds;
  private final String secret;
  private final UnreachableAddresses silent = new UnreachableAddresses(this::isThere);

  /**
   * A channel.
   *
   * @param seeds host:port with commas between: any that is up knows where the others are
   * @param secret the cluster secret
   */
  public StateChannel(String seeds, String secret) {
    this.seeds = List.of(seeds.strip().split("\\s*,\\s*"));
    this.secret = secret;
  }

  /**
   * Where copies are, from the first process that knows; {@link Routes#NONE} when none does.
   *
   * @param known addresses to ask besides the configured ones
   */
  Routes routes(List<String> known) {
    Set<String> addresses = new LinkedHashSet<>(known);
    addresses.addAll(seeds);
    for (String address : addresses) {
      if (!silent.contains(address)) {
        Routes routes = routes(address);
        if (!routes.owners().isEmpty()) {
          return routes;
        }
      }
    }
    return Routes.NONE;
  }

  /** Asks one process. */
  StateReply ask(String address, StateQuestion question, Duration atMost) {
    if (silent.contains(address)) {
      return new StateReply.Silent();
    }
    HttpPost request = new HttpPost(url(address, StateServer.QUERY_PATH + question.query()));
    request.setEntity(
        HttpEntities.create(Json.bytes(question.json()), ContentType.APPLICATION_JSON));
    prepare(request, atMost);
    try {
      return sendAgainOnce(request);
    } catch (IOException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw StateAnswer.unavailable(); // The caller wants no answer any more.
      }
      LOG.debug("{} does not answer", address, e);
      silent.add(address);
      return new StateReply.Silent();
    }
  }

  @Override
  public void close() {
    silent.close();
    http.close(CloseMode.IMMEDIATE);
  }

  /** Tries again when a connection breaks, because it may be one from before a restart. */
  private StateReply sendAgainOnce(HttpPost request) throws IOException {
    try {
      return http.execute(request, response -> reply(request, response));
    } catch (SocketTimeoutException | ConnectException gone) {
      throw gone;
    } catch (IOException broken) {
      return http.execute(request, response -> reply(request, response));
    }
  }

  private static StateReply reply(HttpPost request, ClassicHttpResponse response)
      throws IOException {
    byte[] body = EntityUtils.toByteArray(response.getEntity());
    int status = response.getCode();
    if (status == StateServer.MISDIRECTED) {
      return new StateReply.NotHere();
    }
    if (status == 503) {
      return new StateReply.Behind();
    }
    if (status == 401) {
      LOG.error(
          "{} refuses the cluster secret: set the same one everywhere", request.getAuthority());
      return new StateReply.NotHere();
    }
    Header freshness = response.getFirstHeader(StateAnswer.FRESHNESS);
    Age age =
        new Age(
            freshness == null ? 0 : Long.parseLong(freshness.getValue()),
            response.containsHeader(StateAnswer.STALE));
    JsonNode json = Json.read(body);
    return new StateReply.Answered(
        status == 200 ? StateAnswer.of(json, age) : StateAnswer.refused(refusal(json), age));
  }

  private Routes routes(String address) {
    try {
      return http.execute(askingRoutes(address), response -> routes(address, response));
    } catch (IOException e) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.debug("{} does not answer", address, e);
        silent.add(address);
      }
      return Routes.NONE;
    }
  }

  private static Routes routes(String address, ClassicHttpResponse response) throws IOException {
    byte[] body = EntityUtils.toByteArray(response.getEntity());
    if (response.getCode() != 200) {
      LOG.warn("{} refused to tell who owns state: {}", address, response.getCode());
      return Routes.NONE;
    }
    return Routes.read(Json.read(body));
  }

  private boolean isThere(String address) {
    try {
      return http.execute(
          askingRoutes(address),
          response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode() < 500;
          });
    } catch (IOException | IllegalStateException e) {
      // IllegalStateException when this channel was closed meanwhile.
      return Thread.currentThread().isInterrupted();
    }
  }

  private HttpGet askingRoutes(String address) {
    HttpGet request = new HttpGet(url(address, StateServer.ROUTES_PATH));
    prepare(request, ROUTES_WITHIN);
    return request;
  }

  private void prepare(HttpUriRequestBase request, Duration atMost) {
    // Zero milliseconds would mean to wait for ever.
    Timeout timeout = Timeout.ofMilliseconds(Math.max(1, atMost.toMillis()));
    request.setHeader(StateServer.SECRET_HEADER, secret);
    request.setConfig(RequestConfig.custom().setResponseTimeout(timeout).build());
  }

  private static String url(String address, String path) {
    return "http://" + address + path;
  }

  private static ApiException refusal(JsonNode problem) {
    try {
      ErrorCode code = ErrorCode.valueOf(problem.path("code").asText().toUpperCase(Locale.ROOT));
      return ApiException.of(code, problem.path("detail").asText());
    } catch (IllegalArgumentException unknown) {
      return ApiException.of(ErrorCode.INTERNAL, "The owner of this state failed");
    }
  }
}
