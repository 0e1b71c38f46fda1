package com.traitly.sender.http;

import com.traitly.contracts.wire.webhook.ReceiverUrl;
import java.net.URI;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.EarlyHintsProtocolHandler;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.internal.HttpConnectionOverHTTP;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Sends requests over HTTP/1.1 with Jetty's client. It follows no redirect, retries nothing,
 * decodes nothing and reads no more of an answer than {@link AnswerLimits} say. Thread-safe.
 */
final class JettyTransport implements Transport {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  // Shorter than receivers usually keep a connection, and short enough that an idle connection does
  // not outlive the check of its address for long.
  private static final Duration UNUSED_CONNECTION = Duration.ofSeconds(4);
  private static final int THREADS = 16;
  private static final int NAME_THREADS = 64;
  private static final int CONNECTIONS = 1_024;
  private static final int REQUESTS = 16_384;
  private static final String ANY_HOST = "http://host.invalid";
  private static final String HTTPS = "https";

  private final Duration deadline;
  private final HttpClient http = new HttpClient(new HttpClientTransportOverHTTP(new Bounded()));
  private final ScheduledExecutorScheduler timer =
      new ScheduledExecutorScheduler("webhook-timer", true);
  private final ExecutorService names = nameThreads();

  /**
   * Starts the client.
   *
   * @param resolver looks names up; null for the system's resolver
   * @param deadline after which nothing of an answer is read
   */
  JettyTransport(
      AddressPolicy policy, @Nullable SocketAddressResolver resolver, Duration deadline) {
    this.deadline = deadline;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("webhook-client");
    threads.setDaemon(true);
    http.setExecutor(threads);
    http.setByteBufferPool(new UnsharedBuffers());
    // Listeners never block, so the thread that reads the network may call them.
    http.getHttpClientTransport().setInvocationType(Invocable.InvocationType.NON_BLOCKING);
    http.setScheduler(timer);
    http.setSocketAddressResolver(
        new CheckedResolver(
            resolver == null
                ? new SocketAddressResolver.Async(names, timer, CONNECT.toMillis())
                : resolver,
            policy));
    http.setConnectTimeout(CONNECT.toMillis());
    http.setIdleTimeout(UNUSED_CONNECTION.toMillis());
    http.setFollowRedirects(false);
    http.setUserAgentField(null);
    http.setHttpCookieStore(new HttpCookieStore.Empty());
    http.setMaxConnectionsPerDestination(CONNECTIONS);
    http.setMaxRequestsQueuedPerDestination(REQUESTS);
    http.setResponseBufferSize(AnswerLimits.BUFFER);
    start();
  }

  /** Makes connections that limit what is read from them. */
  private static final class Bounded extends ClientConnector {
    Bounded() {
      setSelectors(1);
    }

    @Override
    protected EndPoint newEndPoint(
        SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
      return new BoundedEndPoint((SocketChannel) channel, selector, key, getScheduler());
    }
  }

  /**
   * Skips every interim answer (100, 102, 103, whichever) and reads on to the final one. Without a
   * handler for its status, the client takes an interim answer for the end of the exchange and
   * reports nothing. 101 is not interim: no request asks for another protocol, so it is final.
   */
  private static final class InterimResponses extends EarlyHintsProtocolHandler {
    @Override
    public String getName() {
      return "interim-answers";
    }

    @Override
    public boolean accept(Request request, Response response) {
      return HttpStatus.isInterim(response.getStatus());
    }

    @Override
    protected void onEarlyHints(Request request, HttpFields headers) {
      AnswerReader.of(request).count(headers);
    }
  }

  private void start() {
    try {
      timer.start();
      http.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not start", e);
    }
    // The client acts on no redirect, challenge or encoding: an answer is judged as it comes.
    http.getProtocolHandlers().clear();
    http.getProtocolHandlers().put(new InterimResponses());
    http.getContentDecoderFactories().clear();
  }

  @Override
  public Runnable send(
      ReceiverUrl url, Map<String, String> headers, byte[] body, Consumer<AttemptResult> seen) {
    Request request = request(url, headers, body);
    request.send(
        AnswerReader.to(
            request, () -> network(request).ifPresent(BoundedEndPoint::grantBody), seen));
    return () -> stop(request);
  }

  private Request request(ReceiverUrl url, Map<String, String> headers, byte[] body) {
    boolean encrypted = url.scheme().equals(HTTPS);
    // The client accepts a host with an underscore, but not within a URI.
    return http.newRequest(URI.create(ANY_HOST + url.target()))
        .scheme(url.scheme())
        .host(url.host())
        .port(url.port())
        .method(HttpMethod.POST)
        .body(new BytesRequestContent("application/json", body))
        .headers(fields -> headers.forEach(fields::put))
        .idleTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .onRequestBegin(begun -> grant(begun, encrypted));
  }

  private void grant(Request begun, boolean encrypted) {
    network(begun).orElseThrow().grant(encrypted, AnswerLimits.timePerRequest(deadline));
  }

  /** The network connection of a request, below its encryption. */
  private static Optional<BoundedEndPoint> network(Request request) {
    if (request.getConnection() instanceof HttpConnectionOverHTTP connection) {
      EndPoint endPoint = connection.getEndPoint();
      EndPoint below = endPoint instanceof EndPoint.Wrapper outer ? outer.unwrap() : endPoint;
      return Optional.of((BoundedEndPoint) below);
    }
    return Optional.empty();
  }

  /**
   * Aborts a request, and closes its socket in case aborting gets stuck. It does not close the
   * client's connection, because the buffers of that belong to the thread that is reading.
   */
  private static void stop(Request request) {
    var unused = request.abort(new TimeoutException());
    if (request.getConnection() instanceof HttpConnectionOverHTTP connection) {
      HttpExchange current = connection.getHttpChannel().getHttpExchange();
      if (current != null && current.getRequest().equals(request)) {
        network(request).ifPresent(EndPoint::close);
      }
    }
  }

  private static ExecutorService nameThreads() {
    // A lookup blocks its thread, for seconds when the name servers are dead.
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            NAME_THREADS,
            NAME_THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("webhook-names-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
    return threads;
  }

  @Override
  public void close() {
    try {
      http.stop();
      timer.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not stop", e);
    } finally {
      names.shutdownNow();
    }
  }
}
