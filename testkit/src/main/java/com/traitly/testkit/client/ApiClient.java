package com.traitly.testkit.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Calls the public API with one API key. A call that is refused only for now is repeated for up to
 * half a minute; any other refusal is a {@link CallFailed}. Thread-safe.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ATTEMPTS = 30;
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final String POSITION = "Traitly-Position";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();
  private final String api;
  private final String apiKey;

  /** A client of the process at this address. */
  public ApiClient(String baseUrl, String apiKey) {
    api = baseUrl + "/api/v1";
    this.apiKey = apiKey;
  }

  /** Encodes a text for a path or a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads. */
  public ApiReply get(String path) {
    return call("GET", path, BodyPublishers.noBody(), "");
  }

  /** Reads state that includes at least the writes up to this position. */
  public ApiReply get(String path, String position) {
    return call("GET", path, BodyPublishers.noBody(), position);
  }

  /** Creates. */
  public ApiReply post(String path, JsonNode body) {
    return call("POST", path, BodyPublishers.ofByteArray(Json.bytes(body)), "");
  }

  /** Creates or replaces. */
  public ApiReply put(String path, JsonNode body) {
    return call("PUT", path, BodyPublishers.ofByteArray(Json.bytes(body)), "");
  }

  /** Removes. */
  public ApiReply delete(String path) {
    return call("DELETE", path, BodyPublishers.noBody(), "");
  }

  @Override
  public void close() {
    http.close();
  }

  private ApiReply call(String method, String path, BodyPublisher body, String position) {
    @Nullable ApiReply reply = null;
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      reply = once(method, path, body, position);
      if (reply.isWhole()) {
        return reply;
      }
      if (!reply.isBusy()) {
        break;
      }
      Await.pause(PAUSE);
    }
    throw new CallFailed("%s %s%s was refused: %s".formatted(method, api, path, reply));
  }

  private ApiReply once(String method, String path, BodyPublisher body, String position) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(api + path))
            .timeout(PATIENCE)
            .header("Authorization", "Token " + apiKey)
            .header("Content-Type", "application/json")
            .method(method, body);
    if (!position.isEmpty()) {
      request.header(POSITION, position);
    }
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      byte[] bytes = response.body();
      return new ApiReply(
          response.statusCode(),
          bytes.length == 0 ? MissingNode.getInstance() : Json.read(bytes),
          response.headers().firstValue(POSITION).orElse(""));
    } catch (IOException e) {
      throw new CallFailed(
          "%s %s%s was not answered: %s".formatted(method, api, path, e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CallFailed("Interrupted while waiting for an answer.", e);
    }
  }
}
