package com.traitly.cli.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.traitly.cli.api.TraitlyApi;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A receiver on this machine that checks every signature and counts what arrives; from the last
 * screen on it shows it, too. Thread-safe.
 */
final class WebhookInbox implements AutoCloseable {
  private static final String PATH = "/traitly-demo";
  private static final int SHOWN_A_SECOND = 5;

  private final HttpServer server;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final Map<String, Integer> counts = new TreeMap<>();
  private final TraitlyApi api;
  private final DemoOutput output;
  private final String endpointId;
  private final SignatureCheck signatures;
  private long newest = System.nanoTime();
  private long second;
  private int shown;
  private int refused;
  private boolean showing;

  private WebhookInbox(HttpServer server, TraitlyApi api, DemoOutput output) throws IOException {
    this.server = server;
    this.api = api;
    this.output = output;
    forgetEarlierRuns(api);
    String url = "http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), PATH);
    JsonNode endpoint =
        api.create("/webhook", Json.bytes(Json.object().put("url", url))).json().at("/data/0");
    endpointId = endpoint.required("id").asText();
    signatures = new SignatureCheck(endpoint.required("secret").asText());
    server.setExecutor(handlers);
    server.createContext(PATH, this::handle);
    server.start();
  }

  /**
   * What has arrived.
   *
   * @param byObject how many of each kind of webhook
   */
  record Counts(Map<String, Integer> byObject) {
    int all() {
      return byObject.values().stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** Opens a receiver on a free port and registers it. */
  static WebhookInbox open(TraitlyApi api, DemoOutput output) throws IOException {
    // Without it, answers on a kept connection wait for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    HttpServer server = HttpServer.create(new InetSocketAddress(here, 0), 0);
    try {
      return new WebhookInbox(server, api, output);
    } catch (IOException | RuntimeException e) {
      server.stop(0);
      throw e;
    }
  }

  synchronized Counts counts() {
    return new Counts(Map.copyOf(counts));
  }

  /** Counts quiet from now on. */
  synchronized void beginQuiet() {
    newest = System.nanoTime();
  }

  /** Whether nothing has arrived for so long. */
  synchronized boolean isQuiet(Duration time) {
    return System.nanoTime() - newest > time.toNanos();
  }

  /** Shows what arrives from now on: a few of each second. */
  synchronized void showFromNowOn() {
    showing = true;
  }

  /**
   * Does nothing if every signature was right.
   *
   * @throws IOException if one was not
   */
  synchronized void requireGenuine() throws IOException {
    if (refused > 0) {
      throw new IOException(
          "%d webhooks had a signature that is not what docs/webhooks.md promises."
              .formatted(refused));
    }
  }

  /** Removes the endpoint, so that nothing is sent to a port on which nobody listens. */
  @Override
  public void close() throws IOException {
    try {
      api.delete("/webhook/" + endpointId, Map.of());
    } finally {
      server.stop(0);
      handlers.shutdownNow();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      exchange.sendResponseHeaders(receive(exchange.getRequestHeaders(), body) ? 200 : 401, -1);
    }
  }

  private synchronized boolean receive(Headers headers, byte[] body) {
    newest = System.nanoTime();
    if (!signatures.isGenuine(
        text(headers, "webhook-id"),
        text(headers, "webhook-timestamp"),
        text(headers, "webhook-signature"),
        body)) {
      refused++;
      return false;
    }
    JsonNode webhook = Json.read(body);
    counts.merge(webhook.path("object").asText(), 1, Integer::sum);
    if (showing && isFewThisSecond()) {
      output.webhook(webhook);
    }
    return true;
  }

  private boolean isFewThisSecond() {
    long now = Duration.ofNanos(newest).toSeconds();
    shown = now == second ? shown + 1 : 1;
    second = now;
    return shown <= SHOWN_A_SECOND;
  }

  private static String text(Headers headers, String name) {
    String value = headers.getFirst(name);
    return value == null ? "" : value;
  }

  /** Removes the endpoints of earlier runs that were killed and could not do so themselves. */
  private static void forgetEarlierRuns(TraitlyApi api) throws IOException {
    for (JsonNode each : api.get("/webhook?limit=100").json().path("data")) {
      if (each.path("url").asText().endsWith(PATH)) {
        api.delete("/webhook/" + each.path("id").asText(), Map.of());
      }
    }
  }
}
