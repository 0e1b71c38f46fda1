package com.traitly.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.traitly.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Follows a stream of server-sent events. When the connection breaks or falls silent it connects
 * again and goes on behind the last event; it gives up when the patience is over without success.
 */
public final class ServerEvents implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The server says something every five seconds. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(15).toNanos();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT).build();
  private final ScheduledExecutorService watch =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final URI uri;
  private final String path;
  private final String key;
  private final Duration patience;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private @Nullable String lastId;
  private volatile long heardAt = System.nanoTime();
  private volatile @Nullable InputStream body;
  private volatile boolean connected;

  /** Receives what comes, on the thread that follows. */
  public interface Listener {
    /** The stream is open: from now on, or from where it broke. */
    void connected(boolean again);

    /** An event came. */
    void event(ServerEvent event) throws IOException;
  }

  ServerEvents(URI url, String path, String key, Duration patience) {
    String base = url.toString().replaceFirst("/$", "");
    uri = URI.create(base + "/api/v1" + path);
    this.path = path;
    this.key = key;
    this.patience = patience;
    var unused = watch.scheduleAtFixedRate(this::cutSilence, 1, 1, TimeUnit.SECONDS);
  }

  /**
   * Follows the stream until {@link #stop}.
   *
   * @throws ApiRefusal when the server refuses or ends the stream, or cannot be reached
   */
  public void follow(Listener listener) throws IOException {
    long since = System.nanoTime();
    boolean again = false;
    while (!isStopped()) {
      String trouble;
      Duration pause = PAUSE;
      try {
        HttpResponse<InputStream> response = http.send(request(), BodyHandlers.ofInputStream());
        body = response.body();
        if (response.statusCode() == 200) {
          connected = true;
          heardAt = System.nanoTime();
          listener.connected(again);
          again = true;
          read(response.body(), listener);
          since = System.nanoTime();
          continue;
        }
        trouble = refusal(response);
        pause = BusyServer.retryAfter(response.headers(), PAUSE);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new InterruptedIOException("interrupted");
      } catch (IOException e) {
        trouble = e.getMessage() == null ? "nothing answers at " + uri : e.getMessage();
      } finally {
        since = connected ? System.nanoTime() : since;
        connected = false;
      }
      if (!isStopped() && System.nanoTime() + pause.toNanos() - since > patience.toNanos()) {
        throw new ApiRefusal(
            0,
            trouble,
            "GET %s: %s; tried for %d s.".formatted(uri, trouble, patience.toSeconds()));
      }
      pause(pause);
    }
  }

  /** Whether the connection is there and not silent. */
  public boolean isConnected() {
    return connected && System.nanoTime() - heardAt < SILENCE_NANOS;
  }

  /** Ends {@link #follow}; may be called on another thread. */
  public void stop() {
    stopped.countDown();
    cut();
  }

  @Override
  public void close() {
    stop();
    watch.shutdownNow();
    http.shutdownNow();
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  private HttpRequest request() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Token " + key)
            .header("Accept", "text/event-stream");
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    return request.build();
  }

  private void read(InputStream in, Listener listener) throws IOException {
    ServerEvent.Lines lines = new ServerEvent.Lines();
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = reader.readLine();
          line != null && !isStopped();
          line = reader.readLine()) {
        heardAt = System.nanoTime();
        ServerEvent event = lines.take(line);
        if (event == null) {
          continue;
        }
        if (event.name().equals("end")) {
          throw ended(Json.read(event.data().getBytes(StandardCharsets.UTF_8)));
        }
        listener.event(event);
        lastId = event.id() == null ? lastId : event.id();
      }
    }
  }

  private ApiRefusal ended(JsonNode problem) {
    String said = problem.path("detail").asText();
    return new ApiRefusal(
        problem.path("status").asInt(), said, "the stream %s was ended: %s".formatted(path, said));
  }

  /** What a busy server says; any other refusal is thrown. */
  private String refusal(HttpResponse<InputStream> response) throws IOException {
    byte[] text;
    try (InputStream in = response.body()) {
      text = in.readNBytes(64 << 10);
    }
    JsonNode problem = problem(text);
    String said = problem.path("detail").asText("status " + response.statusCode());
    int status = response.statusCode();
    if (BusyServer.isBusy(status)) {
      return said;
    }
    throw new ApiRefusal(
        status, said, "GET %s was refused with %d: %s".formatted(uri, status, said));
  }

  private static JsonNode problem(byte[] text) {
    try {
      return Json.read(text);
    } catch (IllegalArgumentException e) {
      return MissingNode.getInstance();
    }
  }

  private void cutSilence() {
    if (connected && System.nanoTime() - heardAt > SILENCE_NANOS) {
      cut();
    }
  }

  private void cut() {
    InputStream open = body;
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      connected = false;
    }
  }

  /** Waits before the next attempt, or until there is to be none. */
  private void pause(Duration pause) throws InterruptedIOException {
    try {
      var unused = stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted");
    }
  }
}
