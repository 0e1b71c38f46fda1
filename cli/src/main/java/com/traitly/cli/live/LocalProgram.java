package com.traitly.cli.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The local program to which webhooks are forwarded, as they would have been sent. Thread-safe. */
final class LocalProgram implements AutoCloseable {
  private static final int EXCERPT = 2_000;
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final @Nullable URI url;

  /** The program at a URL; without one, every webhook is answered 200 here. */
  LocalProgram(@Nullable URI url) {
    this.url = url;
  }

  /**
   * What it answered.
   *
   * @param status HTTP status; null when it did not answer
   * @param retryAfter the header of that name; null when there was none
   * @param detail start of the answer, or why there was none
   */
  record Reply(@Nullable Integer status, @Nullable String retryAfter, String detail) {
    boolean taken() {
      return status != null && status / 100 == 2;
    }
  }

  /** Forwards a request with its headers and bytes. */
  Reply forward(JsonNode request) throws InterruptedIOException {
    if (url == null) {
      return new Reply(200, null, "");
    }
    try {
      HttpResponse<InputStream> response =
          http.send(post(url, request), BodyHandlers.ofInputStream());
      try (InputStream body = response.body()) {
        return new Reply(
            response.statusCode(),
            response.headers().firstValue("Retry-After").orElse(null),
            new String(body.readNBytes(EXCERPT), StandardCharsets.UTF_8));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    } catch (HttpTimeoutException e) {
      return new Reply(null, null, "no answer in time");
    } catch (ConnectException e) {
      return new Reply(null, null, "nothing answers at " + url);
    } catch (IOException e) {
      return new Reply(null, null, String.valueOf(e.getMessage()));
    }
  }

  private static HttpRequest post(URI url, JsonNode request) {
    HttpRequest.Builder post =
        HttpRequest.newBuilder(url)
            .timeout(Duration.ofMillis(Math.max(1, request.path("timeout_ms").asLong())))
            .POST(BodyPublishers.ofString(request.path("body").asText(), StandardCharsets.UTF_8));
    request
        .path("headers")
        .properties()
        .forEach(header -> post.header(header.getKey(), header.getValue().asText()));
    return post.build();
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
