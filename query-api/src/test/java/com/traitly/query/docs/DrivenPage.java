package com.traitly.query.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.traitly.contracts.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A page in a headless Chromium, driven by Chromium's DevTools protocol. */
final class DrivenPage implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonNode>> pending = new ConcurrentHashMap<>();
  private final Process process;
  private final WebSocket socket;

  private DrivenPage(Process process, Path profile) throws IOException {
    this.process = process;
    Path active = profile.resolve("DevToolsActivePort");
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> Files.exists(active) && Files.readAllLines(active).size() > 1);
    URI list =
        URI.create("http://127.0.0.1:" + Files.readAllLines(active).getFirst() + "/json/list");
    String page =
        Awaitility.await().atMost(PATIENCE).until(() -> page(list), each -> !each.isEmpty());
    socket = http.newWebSocketBuilder().buildAsync(URI.create(page), new Answers()).join();
  }

  /** Opens an address in a window of this size. */
  static DrivenPage open(Browser browser, String url, int width, int height) throws Exception {
    Path profile = Files.createTempDirectory(browser.directory(), "driven");
    Process process =
        browser.start(
            List.of(
                "--window-size=%d,%d".formatted(width, height),
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank"));
    try {
      DrivenPage page = new DrivenPage(process, profile);
      page.call("Page.navigate", Json.object().put("url", url));
      return page;
    } catch (IOException | RuntimeException e) {
      Browser.kill(process);
      throw e;
    }
  }

  /** What an expression is, once its promise is fulfilled. */
  JsonNode evaluate(String expression) throws Exception {
    JsonNode result =
        call(
            "Runtime.evaluate",
            Json.object()
                .put("expression", expression)
                .put("awaitPromise", true)
                .put("returnByValue", true));
    if (result.has("exceptionDetails")) {
      throw new AssertionError(expression + " failed: " + result.path("exceptionDetails"));
    }
    return result.path("result").path("value");
  }

  @Override
  public void close() {
    socket.abort();
    http.close();
    Browser.kill(process);
  }

  private JsonNode call(String method, ObjectNode parameters) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    pending.put(id, answer);
    ObjectNode call = Json.object().put("id", id).put("method", method);
    call.set("params", parameters);
    socket.sendText(call.toString(), true).join();
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).path("result");
  }

  /** The address of the page's socket; empty until there is a page. */
  private String page(URI list) throws Exception {
    byte[] body =
        http.send(HttpRequest.newBuilder(list).build(), BodyHandlers.ofByteArray()).body();
    for (JsonNode target : Json.read(body)) {
      if (target.path("type").asText().equals("page")) {
        return target.path("webSocketDebuggerUrl").asText();
      }
    }
    return "";
  }

  /** Puts the parts of an answer together. */
  private final class Answers implements WebSocket.Listener {
    private final StringBuilder text = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      text.append(data);
      if (last) {
        JsonNode answer = Json.read(text.toString().getBytes(StandardCharsets.UTF_8));
        text.setLength(0);
        CompletableFuture<JsonNode> waiting = pending.remove(answer.path("id").asInt());
        if (waiting != null) {
          waiting.complete(answer);
        }
      }
      from.request(1);
      return null;
    }
  }
}
