package com.traitly.systemtests.guarantees;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;

/** A caller that never retries and never fails: every ending is an outcome. Thread-safe. */
final class PlainCaller implements AutoCloseable {
  /** A read takes at most four seconds; a busy machine needs more. */
  private static final Duration PATIENCE = Duration.ofSeconds(12);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  /** How a call ended. */
  enum Ending {
    ANSWERED,
    NEVER_SENT,
    BROKEN_OFF,
    TIMED_OUT
  }

  /** The outcome of a call; the status is 0 without an answer. */
  record Outcome(Ending ending, int status, JsonNode body, HttpHeaders headers) {
    private static final HttpHeaders NO_HEADERS = HttpHeaders.of(Map.of(), (name, value) -> true);

    static Outcome without(Ending ending) {
      return new Outcome(ending, 0, MissingNode.getInstance(), NO_HEADERS);
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    long completed() {
      JsonNode count = body.at("/data/0/total_num_completed");
      return count.isMissingNode() ? -1 : count.asLong();
    }
  }

  Outcome post(Fleet.Member at, String path, String body) {
    return send(request(at, path).POST(BodyPublishers.ofString(body)));
  }

  Outcome put(Fleet.Member at, String path, String body) {
    return send(request(at, path).PUT(BodyPublishers.ofString(body)));
  }

  /** Sends a GET; an empty position asks for no particular write. */
  Outcome get(Fleet.Member at, String path, String position) {
    HttpRequest.Builder request = request(at, path).GET();
    return send(position.isEmpty() ? request : request.header("Traitly-Position", position));
  }

  boolean isReady(Fleet.Member at) {
    return send(HttpRequest.newBuilder(URI.create(at.baseUrl + "/health/ready")).timeout(PATIENCE))
            .status()
        == 200;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private static HttpRequest.Builder request(Fleet.Member at, String path) {
    return HttpRequest.newBuilder(URI.create(at.baseUrl + "/api/v1" + path))
        .timeout(PATIENCE)
        .header("Authorization", "Token " + Fleet.API_KEY);
  }

  private Outcome send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
      JsonNode body =
          answer.body().length == 0 ? MissingNode.getInstance() : Json.read(answer.body());
      return new Outcome(Ending.ANSWERED, answer.statusCode(), body, answer.headers());
    } catch (ConnectException e) {
      return Outcome.without(Ending.NEVER_SENT);
    } catch (HttpTimeoutException e) {
      return Outcome.without(Ending.TIMED_OUT);
    } catch (IOException e) {
      return Outcome.without(Ending.BROKEN_OFF);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.without(Ending.BROKEN_OFF);
    }
  }
}
