package com.traitly.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls the public API with one API key. While Traitly cannot be reached, or answers 429 or 5xx, a
 * call is repeated until the patience is over; a {@code Retry-After} is honoured. A write that may
 * not be repeated goes by {@link #create}. Thread-safe.
 */
public final class TraitlyApi implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration ONE_CALL = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final String base;
  private final String api;
  private final String key;
  private final Duration patience;
  private volatile boolean stopping;

  /**
   * A client.
   *
   * @param url address of Traitly
   * @param patience how long a call is repeated while Traitly is busy or cannot be reached
   */
  public TraitlyApi(URI url, String key, Duration patience) {
    String given = url.toString();
    base = given.endsWith("/") ? given.substring(0, given.length() - 1) : given;
    api = base + "/api/v1";
    this.key = key;
    this.patience = patience;
  }

  /** Encodes a text for a path or a query. */
  public static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /** Reads. */
  public Answer get(String path) throws IOException {
    return get(path, Map.of());
  }

  /** Reads, with further headers. */
  public Answer get(String path, Map<String, String> headers) throws IOException {
    return call("GET", path, BodyPublishers.noBody(), headers);
  }

  /** Reads what lies beside the API, once; an answer of any status counts. */
  public Answer open(String path) throws IOException {
    try {
      return once("GET", URI.create(base + path), BodyPublishers.noBody(), Map.of());
    } catch (ConnectException e) {
      throw ApiRefusal.unreachable(base);
    }
  }

  /** Sends a body that is JSON. */
  public Answer send(String method, String path, byte[] body) throws IOException {
    return send(method, path, body, Map.of());
  }

  /** Sends a body that is JSON, with further headers. */
  public Answer send(String method, String path, byte[] body, Map<String, String> headers)
      throws IOException {
    return call(method, path, BodyPublishers.ofByteArray(body), headers);
  }

  /**
   * Creates something that would be there twice if the call were repeated, so it is made once.
   *
   * @throws ApiRefusal when it is refused, or when it is not known what became of it
   */
  public Answer create(String path, byte[] body) throws IOException {
    try {
      Answer answer =
          once("POST", URI.create(api + path), BodyPublishers.ofByteArray(body), Map.of());
      return judged("POST", path, answer);
    } catch (ConnectException e) {
      throw ApiRefusal.unreachable(base);
    } catch (HttpTimeoutException e) {
      throw new ApiRefusal(
          0,
          "no answer",
          "POST %s%s was not answered in time and may have been done: look before you repeat it."
              .formatted(api, path));
    }
  }

  /** Removes. */
  public Answer delete(String path, Map<String, String> headers) throws IOException {
    return call("DELETE", path, BodyPublishers.noBody(), headers);
  }

  /** Ends every call with the answer it has now or gets next. */
  public void stopRetrying() {
    stopping = true;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  /**
   * Calls until there is an answer.
   *
   * @return an answer of success, or a 400 whose body has a verdict for each item
   * @throws ApiRefusal when the call is refused for good, or the patience is over
   * @throws InterruptedIOException when the thread is interrupted
   */
  private Answer call(String method, String path, BodyPublisher body, Map<String, String> headers)
      throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      @Nullable Answer answer = null;
      String trouble = "";
      try {
        answer = once(method, URI.create(api + path), body, headers);
        if (!BusyServer.isBusy(answer.status())) {
          return judged(method, path, answer);
        }
        trouble = problem(answer);
      } catch (InterruptedIOException e) {
        throw e;
      } catch (ConnectException e) {
        trouble = "nothing answers at " + api;
      } catch (IOException e) {
        trouble = String.valueOf(e.getMessage());
      }
      Duration wait = wait(answer, pause);
      if (stopping || System.nanoTime() + wait.toNanos() > deadline) {
        throw new ApiRefusal(
            answer == null ? 0 : answer.status(),
            trouble,
            "%s %s%s: %s%s."
                .formatted(
                    method,
                    api,
                    shortened(path),
                    trouble,
                    stopping ? "" : "; tried for " + patience.toSeconds() + " s"));
      }
      sleep(wait);
      pause = longer(pause);
    }
  }

  private Answer once(String method, URI uri, BodyPublisher body, Map<String, String> headers)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(ONE_CALL)
            .header("Authorization", "Token " + key)
            .header("Content-Type", "application/json")
            .method(method, body);
    headers.forEach(request::header);
    try {
      HttpResponse<byte[]> response = http.send(request.build(), BodyHandlers.ofByteArray());
      return new Answer(response.statusCode(), json(response), response.headers());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for an answer");
    }
  }

  /** The body; a busy proxy in between may send one that is no JSON. */
  private static JsonNode json(HttpResponse<byte[]> response) {
    byte[] body = response.body();
    if (body.length == 0) {
      return MissingNode.getInstance();
    }
    try {
      return Json.read(body);
    } catch (IllegalArgumentException e) {
      if (BusyServer.isBusy(response.statusCode())) {
        return MissingNode.getInstance();
      }
      throw new ApiRefusal(
          response.statusCode(),
          "no JSON",
          "%s answered %d with something that is no JSON: is --url the address of Traitly?"
              .formatted(response.uri(), response.statusCode()));
    }
  }

  private Answer judged(String method, String path, Answer answer) {
    if (answer.status() < 300 || answer.json().path("data").isArray()) {
      return answer;
    }
    throw new ApiRefusal(
        answer.status(),
        problem(answer),
        "%s %s%s was refused with %d: %s"
            .formatted(method, api, shortened(path), answer.status(), problem(answer)));
  }

  private static String problem(Answer answer) {
    JsonNode json = answer.json();
    String said = json.path("detail").asText(json.path("title").asText(""));
    return said.isEmpty() ? "status " + answer.status() : said;
  }

  private static Duration wait(@Nullable Answer answer, Duration pause) {
    return answer == null ? pause : BusyServer.retryAfter(answer.headers(), pause);
  }

  private static Duration longer(Duration pause) {
    Duration twice = pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  private static void sleep(Duration duration) throws InterruptedIOException {
    try {
      Thread.sleep(duration);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted between two attempts");
    }
  }

  private static String shortened(String path) {
    return path.length() <= 200 ? path : path.substring(0, 200) + "…";
  }
}
