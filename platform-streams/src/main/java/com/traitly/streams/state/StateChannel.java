package com.traitly.streams.state;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.error.ErrorCode;
import com.traitly.contracts.wire.Json;
import com.traitly.streams.StreamsNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Speaks the state protocol to processes of one kind. Thread-safe. */
public final class StateChannel implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StateChannel.class);
  private static final Duration CONNECT = Duration.ofSeconds(1);
  private static final Duration DEADLINE = Duration.ofSeconds(4);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final List<String> seeds;
  private final String secret;

  /**
   * A channel.
   *
   * @param seeds host:port with commas between: any that is up tells where the others are
   * @param secret the cluster's
   */
  public StateChannel(String seeds, String secret) {
    this.seeds = List.of(seeds.split("\\s*,\\s*"));
    this.secret = secret;
  }

  /** Who owns which partition, from the first process that answers; empty when none does. */
  Map<Integer, String> owners() {
    for (String seed : seeds) {
      try {
        HttpResponse<byte[]> response =
            http.send(
                request(seed, StateServer.ROUTES_PATH).GET().build(), BodyHandlers.ofByteArray());
        if (response.statusCode() == 200) {
          Map<Integer, String> owners = new HashMap<>();
          Json.read(response.body())
              .properties()
              .forEach(e -> owners.put(Integer.valueOf(e.getKey()), e.getValue().asText()));
          return owners;
        }
        LOG.warn("{} refused to tell the owners of state: {}", seed, response.statusCode());
      } catch (IOException e) {
        LOG.debug("{} does not answer", seed, e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Map.of();
      }
    }
    return Map.of();
  }

  /**
   * Asks one process; null when it does not own the partition or cannot be reached.
   *
   * @throws ApiException what the process says
   */
  @Nullable JsonNode query(String owner, String query, JsonNode body) {
    try {
      HttpResponse<byte[]> response =
          http.send(
              request(owner, StateServer.QUERY_PATH + query)
                  .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                  .build(),
              BodyHandlers.ofByteArray());
      return switch (response.statusCode()) {
        case 200 -> Json.read(response.body());
        case StateServer.MISDIRECTED -> null;
        default -> throw passedOn(response);
      };
    } catch (IOException e) {
      LOG.debug("{} does not answer", owner, e);
      return null;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw StreamsNode.unavailable();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String address, String path) {
    return HttpRequest.newBuilder(URI.create("http://" + address + path))
        .header(StateServer.SECRET_HEADER, secret)
        .timeout(DEADLINE);
  }

  private static ApiException passedOn(HttpResponse<byte[]> response) {
    try {
      JsonNode problem = Json.read(response.body());
      ErrorCode code =
          ErrorCode.valueOf(problem.required("code").asText().toUpperCase(Locale.ROOT));
      String detail = problem.path("detail").asText();
      return code.retryable()
          ? ApiException.retryLater(code, detail, 1)
          : ApiException.of(code, detail);
    } catch (IllegalArgumentException unreadable) {
      return StreamsNode.unavailable();
    }
  }
}
