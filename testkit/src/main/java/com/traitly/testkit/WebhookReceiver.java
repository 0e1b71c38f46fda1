package com.traitly.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import com.traitly.testkit.client.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A real HTTP receiver on the loopback address that answers as scripted and remembers everything.
 *
 * <p>Each request takes the next queued answer, and when none is queued the answer of the standing
 * rule, which is 200 at first. A request is recorded before it is answered. Any number of requests
 * are served at once. Thread-safe.
 */
public final class WebhookReceiver implements AutoCloseable {
  static {
    // Without it, answers on a kept connection wait for the client's delayed acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private static final Duration LOOK_AGAIN = Duration.ofMillis(5);

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final Queue<ReceiverAnswer> queued = new ConcurrentLinkedQueue<>();
  private final List<ReceivedRequest> requests = new ArrayList<>();

  /** Requests are recorded, and answers chosen, under one lock, so that their orders agree. */
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Function<ReceivedRequest, ReceiverAnswer> rule =
      request -> ReceiverAnswer.status(200);
  private volatile boolean keeping = true;

  private WebhookReceiver(HttpServer server, String scheme) {
    this.server = server;
    this.scheme = scheme;
    server.setExecutor(handlers);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Starts on any free port. */
  public static WebhookReceiver start() {
    return startOn(0);
  }

  /** Starts on this port, as a receiver that comes back after an outage does. */
  public static WebhookReceiver startOn(int port) {
    try {
      return new WebhookReceiver(HttpServer.create(loopback(port), 0), "http");
    } catch (IOException e) {
      throw new UncheckedIOException("No receiver on port " + port, e);
    }
  }

  /** Starts on any free port with a certificate that nobody has reason to trust. */
  public static WebhookReceiver startWithUntrustedCertificate() {
    try {
      HttpsServer server = HttpsServer.create(loopback(0), 0);
      server.setHttpsConfigurator(new HttpsConfigurator(SelfSigned.context()));
      return new WebhookReceiver(server, "https");
    } catch (IOException e) {
      throw new UncheckedIOException("No receiver with TLS", e);
    }
  }

  /** Where to send webhooks to. */
  public URI url() {
    return URI.create(scheme + "://127.0.0.1:" + port() + "/webhook");
  }

  /** The port listened on. */
  public int port() {
    return server.getAddress().getPort();
  }

  /** Queues answers for the next requests, in order, one each. */
  public WebhookReceiver thenAnswer(ReceiverAnswer... answers) {
    queued.addAll(List.of(answers));
    return this;
  }

  /** Sets the standing rule, for requests that find no queued answer. */
  public WebhookReceiver answerBy(Function<ReceivedRequest, ReceiverAnswer> rule) {
    this.rule = rule;
    return this;
  }

  /** Remembers no requests from now on: only the rule sees them. For very many requests. */
  public WebhookReceiver keepingNothing() {
    keeping = false;
    return this;
  }

  /** All requests so far, in the order received. */
  public List<ReceivedRequest> requests() {
    lock.lock();
    try {
      return List.copyOf(requests);
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until at least so many requests have been received since the start, and returns all.
   *
   * @throws AssertionError if they have not come in time
   */
  public List<ReceivedRequest> awaitCount(int count, Duration patience) {
    if (!Await.holds(patience, LOOK_AGAIN, () -> requests().size() >= count)) {
      throw new AssertionError(
          "Expected %d requests within %s, got %d".formatted(count, patience, requests().size()));
    }
    return requests();
  }

  /** Stops at once: requests still being answered are cut off. */
  @Override
  public void close() {
    server.stop(0);
    handlers.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ReceiverAnswer answer = answer(read(exchange));
      Thread.sleep(answer.delay());
      if (!answer.dropped()) {
        send(exchange, answer);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private ReceiverAnswer answer(ReceivedRequest request) {
    lock.lock();
    try {
      if (keeping) {
        requests.add(request);
      }
      ReceiverAnswer next = queued.poll();
      return next == null ? rule.apply(request) : next;
    } finally {
      lock.unlock();
    }
  }

  private static ReceivedRequest read(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    Map<String, List<String>> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> List.copyOf(header.getValue())));
    return new ReceivedRequest(
        exchange.getRequestMethod(),
        exchange.getRequestURI().toString(),
        headers,
        body,
        Instant.now());
  }

  private static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  private static void send(HttpExchange exchange, ReceiverAnswer answer)
      throws IOException, InterruptedException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(answer.status(), answer.bodySize() == 0 ? -1 : answer.bodySize());
    if (answer.bodyTime().isZero()) {
      exchange.getResponseBody().write(new byte[answer.bodySize()]);
      return;
    }
    for (int i = 0; i < answer.bodySize(); i++) {
      exchange.getResponseBody().write(0);
      exchange.getResponseBody().flush();
      Thread.sleep(answer.bodyTime().dividedBy(answer.bodySize()));
    }
  }
}
