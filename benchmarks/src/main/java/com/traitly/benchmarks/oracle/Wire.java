package com.traitly.benchmarks.oracle;

import com.traitly.benchmarks.client.Waiting;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the product as one account; what it cannot answer yet is asked again. Thread-safe. */
final class Wire implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final int ATTEMPTS = 30;
  private static final List<String> LIBRARIES =
      List.of(
          "jackson", "fasterxml", "StreamRead", "StreamConstraints", "java.", "org.", "Exception");

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String api;
  private final Findings findings;

  /** An answer whose JSON is an object. */
  record Answer(int status, Map<String, @Nullable Object> json, String position) {}

  Wire(String baseUrl, Findings findings) {
    api = baseUrl + "/api/v1";
    this.findings = findings;
  }

  Answer send(String key, Offer offer) {
    return call(
        key,
        request(offer.path())
            .header("Content-Type", offer.contentType())
            .method(offer.method(), BodyPublishers.ofByteArray(offer.body())),
        offer.body());
  }

  Answer get(String key, String path, String position) {
    HttpRequest.Builder request = request(path).GET();
    if (!position.isEmpty()) {
      request.header("Traitly-Position", position);
    }
    return call(key, request, path.getBytes(StandardCharsets.UTF_8));
  }

  void delete(String key, String path) {
    call(key, request(path).DELETE(), new byte[0]);
  }

  @Override
  public void close() {
    client.close();
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(
            URI.create(path.startsWith("/health") ? base() + path : api + path))
        .timeout(PATIENCE);
  }

  private String base() {
    return api.substring(0, api.length() - "/api/v1".length());
  }

  private Answer call(String key, HttpRequest.Builder request, byte[] sent) {
    HttpRequest built = request.header("Authorization", "Token " + key).build();
    String what = built.method() + " " + built.uri().getRawPath();
    try {
      HttpResponse<byte[]> response = client.send(built, BodyHandlers.ofByteArray());
      for (int i = 0; i < ATTEMPTS && response.statusCode() == 503; i++) {
        Waiting.pause(PAUSE);
        response = client.send(built, BodyHandlers.ofByteArray());
      }
      if (response.statusCode() >= 500) {
        findings.odd(what + " was answered " + response.statusCode(), sent);
      }
      String text = new String(response.body(), StandardCharsets.UTF_8);
      if (response.statusCode() >= 400 && LIBRARIES.stream().anyMatch(text::contains)) {
        findings.odd("a library's words: " + text, sent);
      }
      return new Answer(
          response.statusCode(),
          StrictJson.object(StrictJson.read(response.body())),
          response.headers().firstValue("Traitly-Position").orElse(""));
    } catch (IllegalArgumentException e) {
      findings.unreadable(what + " is answered with what is no JSON: " + e.getMessage(), sent);
    } catch (IOException e) {
      findings.notReady(what + ": " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new Answer(0, Map.of(), "");
  }
}
