package com.traitly.systemtests.caller;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.testkit.spec.HttpContract;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** A caller of the HTTP API, like a user's back end. */
public final class Api implements AutoCloseable {
  private static final Duration LONGEST_BEHIND = Duration.ofMinutes(1);

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
  private final String base;
  private final String key;

  public Api(String baseUrl, String key) {
    this.base = baseUrl + "/api/v1";
    this.key = key;
  }

  /** An answer's status and JSON body. */
  public record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
    /** Returns the position of the answered write, for reads that must include it. */
    public String position() {
      return response.headers().firstValue("Traitly-Position").orElseThrow();
    }
  }

  public Answer get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  public Answer get(String path, String header, String value)
      throws IOException, InterruptedException {
    return send(request(path).header(header, value).GET());
  }

  /** Reads a state that includes a write; asks again while the process is behind. */
  public Answer getAfter(Answer write, String path) throws IOException, InterruptedException {
    Instant end = Instant.now().plus(LONGEST_BEHIND);
    Answer answer = get(path, "Traitly-Position", write.position());
    while (answer.status() == 503 && Instant.now().isBefore(end)) {
      answer = get(path, "Traitly-Position", write.position());
    }
    return answer;
  }

  public Answer post(String path, String body) throws IOException, InterruptedException {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer post(String path, String body, String header, String value)
      throws IOException, InterruptedException {
    return send(
        request(path).header(header, value).POST(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer patch(String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(path).method("PATCH", HttpRequest.BodyPublishers.ofString(body));
    return send(headers.length == 0 ? request : request.headers(headers));
  }

  public Answer put(String path, String body) throws IOException, InterruptedException {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)));
  }

  public Answer delete(String path) throws IOException, InterruptedException {
    return send(request(path).DELETE());
  }

  /** Sends a request from a table with this caller's key. */
  public Answer send(Call call) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        request(call.path().replaceFirst("^/api/v1", ""))
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(call.body()));
    if (!call.headers().isEmpty()) {
      request.headers(call.headers().toArray(String[]::new));
    }
    return send(request);
  }

  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.shutdownNow();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Token " + key);
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<byte[]> response =
        HttpContract.check(http.send(request.build(), BodyHandlers.ofByteArray()));
    return new Answer(response.statusCode(), Json.read(response.body()), response);
  }
}
