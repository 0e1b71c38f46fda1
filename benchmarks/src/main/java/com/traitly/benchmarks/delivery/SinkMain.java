package com.traitly.benchmarks.delivery;

import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.client.WebhookSignatures;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * A receiver in its own process: reads each POST completely. It counts what comes to the hook by
 * its {@code webhook-id} and checks the signature of every fiftieth; what comes to another path it
 * records with the time. All paths but the slow one answer at once.
 */
public final class SinkMain {
  static final String SECRET_PATH = "/secret";
  static final String DEAD_PATH = "/dead";
  static final String COUNT_PATH = "/count";
  static final String HOOK_PATH = "/hook";
  static final String TAKE_PATH = "/take";
  static final String SLOW_PATH = "/slow";
  static final int SLOW_SECONDS = 5;

  private static final int CHECKED = 50;

  private SinkMain() {}

  /** Prints its address, any free port of the loopback address, and receives until it is killed. */
  public static void main(String[] args) throws Exception {
    Server server = new Server();
    ServerConnector connector = new ServerConnector(server, 1, 1);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(new Counting());
    server.start();
    System.out.println("http://127.0.0.1:" + connector.getLocalPort());
    server.join();
  }

  private static final class Counting extends Handler.Abstract {
    private final Set<String> distinct = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong checked = new AtomicLong();
    private final AtomicLong wrong = new AtomicLong();
    private final Queue<String> arrived = new ConcurrentLinkedQueue<>();
    private volatile String secret = "";
    private volatile boolean dead;

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
      ByteBuffer body = Content.Source.asByteBuffer(request);
      String path = Request.getPathInContext(request);
      int status = dead && path.equals(HOOK_PATH) ? 503 : 200;
      String answer =
          switch (path) {
            case HOOK_PATH -> dead ? "" : receive(request, body);
            case SECRET_PATH -> reset(text(body));
            case DEAD_PATH -> die();
            case COUNT_PATH ->
                "%d %d %d %d"
                    .formatted(received.get(), distinct.size(), checked.get(), wrong.get());
            case TAKE_PATH -> take();
            default -> note(path, request.getHeaders().get("webhook-id"), micros);
          };
      if (path.equals(SLOW_PATH)) {
        Runnable later = () -> answer(response, status, answer, callback);
        var unused =
            request.getComponents().getScheduler().schedule(later, SLOW_SECONDS, TimeUnit.SECONDS);
      } else {
        answer(response, status, answer, callback);
      }
      return true;
    }

    private static void answer(Response response, int status, String text, Callback callback) {
      response.setStatus(status);
      response.write(true, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), callback);
    }

    private String note(String path, String id, long micros) {
      arrived.add("%s %s %d".formatted(path, id, micros));
      return "";
    }

    private String take() {
      StringJoiner taken = new StringJoiner("\n");
      for (String each = arrived.poll(); each != null; each = arrived.poll()) {
        taken.add(each);
      }
      return taken.toString();
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
