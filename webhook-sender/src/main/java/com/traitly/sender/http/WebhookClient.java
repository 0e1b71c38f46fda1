package com.traitly.sender.http;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.ListenerRequest;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.ReceiverUrl;
import com.traitly.platform.auth.UniqueIds;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends webhooks without blocking. Each is one POST: no redirect is followed and nothing is
 * retried. Between requests, the client keeps only opened endpoints. Thread-safe.
 */
public final class WebhookClient implements AutoCloseable {
  static final NoAnswer STOPPING = new NoAnswer("The sender is stopping", false);

  private static final Logger LOG = LoggerFactory.getLogger(WebhookClient.class);

  private final InstantSource clock;
  private final Duration deadline;
  private final AddressPolicy policy;
  private final OpenedEndpoints endpoints;
  private final ListenerTransport listeners;
  private final UniqueIds attempts = new UniqueIds("att_");
  private final Transport transport;
  private final Watchdog watchdog;
  private final ExecutorService signers = signers();

  /**
   * Starts the client.
   *
   * @param listeners carries the requests to endpoints that have a listener instead of a URL
   * @param deadline time from the call of {@link #post} to the end of the answer
   */
  public WebhookClient(
      AddressPolicy policy,
      OpenedEndpoints endpoints,
      ListenerTransport listeners,
      InstantSource clock,
      Duration deadline) {
    this(
        policy,
        endpoints,
        listeners,
        clock,
        new JettyTransport(policy, null, deadline),
        Watchdog.started(deadline));
  }

  /** A client with its own transport and watchdog, for tests; both are closed with the client. */
  WebhookClient(
      AddressPolicy policy,
      OpenedEndpoints endpoints,
      ListenerTransport listeners,
      InstantSource clock,
      Transport transport,
      Watchdog watchdog) {
    this.policy = policy;
    this.endpoints = endpoints;
    this.listeners = listeners;
    deadline = watchdog.deadline();
    this.clock = clock;
    this.transport = transport;
    this.watchdog = watchdog;
  }

  /**
   * Sends one request.
   *
   * @param done called exactly once with what was seen, at the deadline at the latest and whatever
   *     the receiver does, on a thread of the client; on the caller's only when the client is
   *     stopping
   */
  public void post(SignedPost post, Consumer<AttemptResult> done) {
    Watchdog.Watched attempt = watchdog.watch(done);
    try {
      signers.execute(() -> postNow(post, attempt));
    } catch (RejectedExecutionException e) {
      attempt.accept(STOPPING);
    }
  }

  private void postNow(SignedPost post, Watchdog.Watched attempt) {
    if (attempt.isOver()) {
      return;
    }
    try {
      long now = clock.instant().getEpochSecond();
      OpenedEndpoints.Opened opened = endpoints.of(post.endpoint(), now);
      Destination destination = opened.destination();
      if (post.endpoint().hasListener()) {
        attempt.stoppedBy(
            sendToListener(
                post, now, opened, result -> attempt.accept(masked(result, destination))));
        return;
      }
      ReceiverUrl url = ReceiverUrl.parse(destination.url());
      Optional<String> refusal = policy.refusesScheme(url.scheme());
      if (refusal.isPresent()) {
        attempt.accept(new NoAnswer(refusal.get(), false));
        return;
      }
      attempt.stoppedBy(
          transport.send(
              url,
              post.headers(now, opened),
              post.body(),
              result -> attempt.accept(masked(result, destination))));
    } catch (IllegalArgumentException e) {
      attempt.accept(new NoAnswer("The endpoint cannot be used: " + e.getMessage(), false));
    } catch (RuntimeException e) {
      LOG.error("a request could not be sent", e);
      attempt.accept(new NoAnswer("The request could not be sent", false));
    }
  }

  private Runnable sendToListener(
      SignedPost post, long now, OpenedEndpoints.Opened opened, Consumer<AttemptResult> seen) {
    return listeners.send(
        new AccountKey(post.account(), post.endpoint().id()),
        new ListenerRequest(
            attempts.next(),
            post.id(),
            post.resent(),
            clock.millis() + deadline.toMillis(),
            post.headers(now, opened),
            new String(post.body(), StandardCharsets.UTF_8)),
        seen);
  }

  /** Whether requests to the endpoint can be sent now: its listener may not be connected. */
  public boolean reaches(AccountKey key, Endpoint endpoint) {
    return !endpoint.hasListener() || listeners.reaches(key);
  }

  /**
   * Masks secrets in an answer: a receiver may echo them, and readers of the log must not see them.
   */
  private static AttemptResult masked(AttemptResult result, Destination destination) {
    return switch (result) {
      case Answered answered ->
          new Answered(
              answered.status(), answered.retryAfter(), destination.masked(answered.excerpt()));
      case NoAnswer none -> none;
    };
  }

  /** Forgets everything about an endpoint that is gone. */
  public void forget(String endpointId) {
    endpoints.forget(endpointId);
  }

  private static ExecutorService signers() {
    // Few, so that a busy thread takes the next request and none has to be woken for it.
    return Executors.newFixedThreadPool(
        Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
        Thread.ofPlatform().daemon().name("webhook-signer-", 0).factory());
  }

  @Override
  public void close() {
    signers.shutdown();
    try {
      transport.close();
    } finally {
      watchdog.close();
    }
  }
}
