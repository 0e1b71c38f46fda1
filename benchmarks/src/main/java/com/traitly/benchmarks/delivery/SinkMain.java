package com.traitly.benchmarks.delivery;

import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.client.WebhookSignatures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A receiver in its own process: reads each POST completely, counts it by its {@code webhook-id},
 * and checks the signature of every fiftieth.
 */
public final class SinkMain {
  static final String SECRET_PATH = "/secret";
  static final String DEAD_PATH = "/dead";
  static final String COUNT_PATH = "/count";
  static final String HOOK_PATH = "/hook";

  private static final int CHECKED = 50;

  private SinkMain() {}

  /** Takes no arguments; prints its address and receives until it is killed. */
  public static void main(String[] args) throws Exception {
    Receiving.run(new Counting());
  }

  private static final class Counting extends Handler.Abstract {
    private final Set<String> distinct = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private volatile String secret = "";
    private volatile boolean dead;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      ByteBuffer body = Content.Source.asByteBuffer(request);
      String answer =
          switch (Request.getPathInContext(request)) {
            case SECRET_PATH -> reset(text(body));
            case DEAD_PATH -> die();
            case COUNT_PATH ->
                "%d %d %d %d"
                    .formatted(received.get(), distinct.size(), checked.get(), wrong.get());
            default -> dead ? "" : receive(request, body);
          };
      boolean refused = dead && Request.getPathInContext(request).equals(HOOK_PATH);
      response.setStatus(refused ? 503 : 200);
      response.write(true, ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8)), callback);
      return true;
    }

    private String die() {
      dead = true;
      return "";
    }

    private String reset(String newSecret) {
      dead = false;
      secret = newSecret;
      distinct.clear();
      List.of(received, checked, wrong).forEach(each -> each.set(0));
      return "";
    }

    private String receive(Request request, ByteBuffer body) {
      String id = request.getHeaders().get("webhook-id");
      if (id == null) {
        wrong.incrementAndGet();
        return "";
      }
      distinct.add(id);
      if (received.incrementAndGet() % CHECKED == 0 && !secret.isEmpty()) {
        checked.incrementAndGet();
        if (!new WebhookSignatures(secret).match(asReceived(request, body))) {
          wrong.incrementAndGet();
        }
      }
      return "";
    }

    private static ReceivedRequest asReceived(Request request, ByteBuffer body) {
      Map<String, List<String>> headers = new HashMap<>();
      for (HttpField each : request.getHeaders()) {
        headers.put(each.getLowerCaseName(), List.of(each.getValue()));
      }
      return new ReceivedRequest("POST", HOOK_PATH, headers, text(body), Instant.now());
    }

    private static String text(ByteBuffer body) {
      return StandardCharsets.UTF_8.decode(body).toString();
    }
  }
}
