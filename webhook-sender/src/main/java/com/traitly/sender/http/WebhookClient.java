package com.traitly.sender.http;

import com.traitly.sender.rules.AttemptResult;
import com.traitly.sender.rules.AttemptResult.NoAnswer;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.jspecify.annotations.Nullable;

/**
 * Sends webhooks without blocking: one POST each, no redirect followed, nothing retried, nothing
 * remembered between them but opened secrets. Thread-safe.
 */
public final class WebhookClient implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(5);
  // Shorter than receivers commonly keep a connection, and so that an address checked long ago is
  // not used on.
  private static final Duration UNUSED_CONNECTION = Duration.ofSeconds(4);
  private static final int THREADS = 16;
  private static final int NAME_THREADS = 64;
  private static final int CONNECTIONS = 1_024;
  private static final int REQUESTS = 16_384;

  private final InstantSource clock;
  private final AddressPolicy policy;
  private final SigningSecrets secrets;
  private final Duration deadline;
  private final HttpClient http = new HttpClient();
  private final ScheduledExecutorScheduler timer =
      new ScheduledExecutorScheduler("webhook-timer", true);
  private final ExecutorService names = nameThreads();
  private final ExecutorService signers = signers();

  /**
   * Starts the client.
   *
   * @param deadline from sending a request to having its whole answer
   */
  public WebhookClient(
      AddressPolicy policy, SigningSecrets secrets, InstantSource clock, Duration deadline) {
    this(policy, secrets, clock, null, deadline);
  }

  /** With other names than the system's, for tests. */
  WebhookClient(
      AddressPolicy policy,
      SigningSecrets secrets,
      InstantSource clock,
      @Nullable SocketAddressResolver resolver,
      Duration deadline) {
    this.policy = policy;
    this.secrets = secrets;
    this.clock = clock;
    this.deadline = deadline;
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("webhook-client");
    threads.setDaemon(true);
    http.setExecutor(threads);
    // Nobody who is told of an answer waits for anything, so the thread that reads it may tell.
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
    start();
  }

  private void start() {
    try {
      timer.start();
      http.start();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP client does not start", e);
    }
    // Neither redirects nor challenges nor encodings are acted on: what comes is what is judged.
    http.getProtocolHandlers().clear();
    http.getContentDecoderFactories().clear();
  }

  /**
   * Sends one request.
   *
   * @param done told exactly once what was seen, on a thread of the client; on the caller's only
   *     when the client is stopping
   */
  public void post(SignedPost post, Consumer<AttemptResult> done) {
    try {
      signers.execute(() -> postNow(post, done));
    } catch (RejectedExecutionException e) {
      done.accept(new NoAnswer("The sender is stopping", false));
    }
  }

  private void postNow(SignedPost post, Consumer<AttemptResult> done) {
    Request request;
    try {
      URI url = URI.create(post.url());
      Optional<String> refusal = policy.refuses(url);
      if (refusal.isPresent()) {
        done.accept(new NoAnswer(refusal.get(), false));
        return;
      }
      request = request(url, post);
    } catch (IllegalArgumentException e) {
      done.accept(new NoAnswer("The endpoint cannot be used: " + e.getMessage(), false));
      return;
    }
    request.send(new AnswerReader(done));
  }

  /** The endpoint is gone: nothing of it is to be kept. */
  public void forget(String endpointId) {
    secrets.forget(endpointId);
  }

  private Request request(URI url, SignedPost post) {
    var headers = post.headers(clock.instant().getEpochSecond(), secrets);
    return http.newRequest(url)
        .method(HttpMethod.POST)
        .body(new BytesRequestContent("application/json", post.body()))
        .headers(fields -> headers.forEach(fields::put))
        .timeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
        .idleTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static ExecutorService signers() {
    // Few, so that one at work takes the next without being woken for it.
    return Executors.newFixedThreadPool(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        Thread.ofPlatform().daemon().name("webhook-signer-", 0).factory());
  }

  private static ExecutorService nameThreads() {
    // Looking a name up blocks its thread, and names of dead zones do so for seconds.
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
    signers.shutdown();
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
