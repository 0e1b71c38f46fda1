package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.wire.Json;
import com.traitly.streams.Routes;
import com.traitly.streams.StreamsNode;
import com.traitly.streams.state.StateAnswer.Age;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks the state protocol to processes of one kind. Thread-safe. */
public final class StateChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateChannel.class);
  private static final Duration CONNECT = Duration.ofMillis(500);
  private static final Duration ROUTES_WITHIN = Duration.ofSeconds(1);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final List<String> seeds;
  private final String secret;
  private final SilentAddresses silent = new SilentAddresses(this::isThere);

  /**
   * A channel.
   *
   * @param seeds host:port with commas between: any that is up tells where the others are
   * @param secret the cluster's
   */
  public StateChannel(String seeds, String secret) {
    this.seeds = List.of(seeds.strip().split("\\s*,\\s*"));
    this.secret = secret;
  }

  /**
   * Where copies are, from the first process that tells; nowhere when none does.
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
  Reply ask(String address, Question question, Duration atMost) {
    if (silent.contains(address)) {
      return new Reply.Silent();
    }
    HttpRequest request =
        request(address, StateServer.QUERY_PATH + question.query(), atMost)
            .POST(BodyPublishers.ofByteArray(Json.bytes(question.json())))
            .build();
    try {
      return reply(sendAgainOnce(request));
    } catch (IOException e) {
      LOG.debug("{} does not answer", address, e);
      silent.add(address);
      return new Reply.Silent();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StreamsNode.unavailable();
    }
  }

  @Override
  public void close() {
    silent.close();
    http.shutdownNow();
  }

  /** A connection that broke may be one from before a restart, so it says nothing yet. */
  private HttpResponse<byte[]> sendAgainOnce(HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, BodyHandlers.ofByteArray());
    } catch (HttpTimeoutException | ConnectException gone) {
      throw gone;
    } catch (IOException broken) {
      return http.send(request, BodyHandlers.ofByteArray());
    }
  }

  private Reply reply(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    if (status == StateServer.MISDIRECTED) {
      return new Reply.NotHere();
    }
    if (status == 503) {
      return new Reply.Behind();
    }
    if (status == 401) {
      LOG.error("{} refuses the cluster secret: set the same one everywhere", response.uri());
      return new Reply.NotHere();
    }
    Age age =
        new Age(
            response.headers().firstValueAsLong(StateAnswer.FRESHNESS).orElse(0),
            response.headers().firstValue(StateAnswer.STALE).isPresent());
    JsonNode body = Json.read(response.body());
    return new Reply.Answered(
        status == 200 ? StateAnswer.of(body, age) : StateAnswer.refused(refusal(body), age));
  }

  private Routes routes(String address) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              request(address, StateServer.ROUTES_PATH, ROUTES_WITHIN).build(),
              BodyHandlers.ofByteArray());
      if (response.statusCode() == 200) {
        return RoutesJson.read(Json.read(response.body()));
      }
      LOG.warn("{} refused to tell who owns state: {}", address, response.statusCode());
    } catch (IOException e) {
      LOG.debug("{} does not answer", address, e);
      silent.add(address);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Routes.NONE;
  }

  private boolean isThere(String address) {
    try {
      return http.send(
                  request(address, StateServer.ROUTES_PATH, ROUTES_WITHIN).build(),
                  BodyHandlers.discarding())
              .statusCode()
          < 500;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private HttpRequest.Builder request(String address, String path, Duration atMost) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path))
        .header(StateServer.SECRET_HEADER, secret)
        .timeout(atMost);
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
