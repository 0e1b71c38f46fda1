package com.traitly.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

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

  private final HttpServer server;
  private final String scheme;
  private final ExecutorService handlers = Executors.newVirtualThreadPerTaskExecutor();
  private final RequestJournal journal = new RequestJournal();

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
    journal.queue(List.of(answers));
    return this;
  }

  /** Sets the standing rule, for requests that find no queued answer. */
  public WebhookReceiver answerBy(Function<ReceivedRequest, ReceiverAnswer> rule) {
    journal.rule(rule);
    return this;
  }

  /** Remembers no requests from now on: only the rule sees them. For very many requests. */
  public WebhookReceiver keepingNothing() {
    journal.keepNothing();
    return this;
  }

  /** All requests so far, in the order received. */
  public List<ReceivedRequest> requests() {
    return journal.requests();
  }

  /**
   * Waits until at least so many requests have been received since the start, and returns all.
   *
   * @throws AssertionError if they have not come in time
   */
  public List<ReceivedRequest> awaitCount(int count, Duration patience)
      throws InterruptedException {
    return journal.await(count, patience);
  }

  /** Stops at once: requests still being answered are cut off. */
  @Override
  public void close() {
    server.stop(0);
    handlers.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      ReceiverAnswer answer = journal.record(exchange);
      Thread.sleep(answer.delay());
      if (!answer.dropped()) {
        send(exchange, answer);
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
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
