package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.sender.TestSecrets;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One POST against a real receiver. */
final class WebhookClientTest {
  private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
  private static final String BODY = "{\"n\":\"\u00e9\u2713\"}";
  private static final AddressPolicy ANYWHERE = new AddressPolicy(true, true, List.of());
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final Duration PATIENCE = Duration.ofMillis(400);
  private static final AddressPolicy PUBLIC_ONLY = new AddressPolicy(false, true, List.of());

  private static final OpenedEndpoints SECRETS = new OpenedEndpoints(TestSecrets.KEYS);

  private static AttemptResult post(WebhookClient client, Endpoint endpoint) throws Exception {
    CompletableFuture<AttemptResult> result = new CompletableFuture<>();
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    client.post(new SignedPost("acme", endpoint, "msg_1", body, 0, false, false), result::complete);
    return result.get(20, TimeUnit.SECONDS);
  }

  private static AttemptResult post(AddressPolicy policy, String url) throws Exception {
    try (var client =
        new WebhookClient(
            policy, SECRETS, NoListeners.INSTANCE, InstantSource.system(), DEADLINE)) {
      return post(client, endpoint(url, Map.of(), OLD));
    }
  }

  private static Endpoint endpoint(String url, Map<String, String> headers, String... secrets) {
    return new Endpoint(
        "e1",
        TestSecrets.destination("e1", new Destination(url, headers)),
        new Endpoint.Interest(Set.of(), Set.of(), 0, EndpointFilter.NONE),
        true,
        1,
        0,
        true,
        false,
        Arrays.stream(secrets).map(each -> TestSecrets.signing("e1", each)).toList(),
        0,
        0,
        null);
  }

  @Test
  void signsWithEverySecretAsTheReferenceLibraryVerifies() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var client =
            new WebhookClient(
                ANYWHERE, SECRETS, NoListeners.INSTANCE, InstantSource.system(), DEADLINE)) {
      post(client, endpoint(receiver.url().toString(), Map.of(), NEW, OLD));

      ReceivedRequest request = receiver.requests().getFirst();
      HttpHeaders headers = HttpHeaders.of(request.headers(), (name, value) -> true);
      new Webhook(OLD).verify(request.body(), headers);
      new Webhook(NEW).verify(request.body(), headers);
      assertThatThrownBy(() -> new Webhook(NEW).verify(request.body() + " ", headers))
          .isInstanceOf(WebhookVerificationException.class);
    }
  }

  @Test
  void letsNoOwnHeaderReplaceOursOrBreakTheLine() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var client =
            new WebhookClient(
                ANYWHERE, SECRETS, NoListeners.INSTANCE, InstantSource.system(), DEADLINE)) {
      post(
          client,
          endpoint(
              receiver.url().toString(),
              Map.of("Webhook-ID", "mine", "X-Split", "a\r\nX-Injected: b", "X-Fine", "c"),
              OLD));

      ReceivedRequest request = receiver.requests().getFirst();
      assertThat(request.headers().get("webhook-id")).containsExactly("msg_1");
      assertThat(request.headers()).doesNotContainKeys("x-split", "x-injected");
      assertThat(request.header("x-fine")).contains("c");
    }
  }

  @Test
  void readsStatusRetryAfterAndTheStartOfABigBody() throws Exception {
    try (var receiver = WebhookReceiver.start()) {
      receiver.thenAnswer(
          ReceiverAnswer.status(429).withHeader("Retry-After", "7").withBody(5_000_000),
          ReceiverAnswer.status(204));

      Answered answered = (Answered) post(ANYWHERE, receiver.url().toString());

      assertThat(answered.status()).isEqualTo(429);
      assertThat(answered.retryAfter()).isEqualTo("7");
      assertThat(answered.excerpt().length()).isLessThanOrEqualTo(2_048);
      assertThat(post(ANYWHERE, receiver.url().toString()).receivedStatus()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308, 401})
  void followsNeitherRedirectsNorChallenges(int status) throws Exception {
    try (var elsewhere = WebhookReceiver.start();
        var receiver = WebhookReceiver.start()) {
      receiver.thenAnswer(
          ReceiverAnswer.status(status)
              .withHeader("Location", elsewhere.url().toString())
              .withHeader("WWW-Authenticate", "Basic realm=\"r\""));

      assertThat(post(ANYWHERE, receiver.url().toString()).receivedStatus()).isEqualTo(status);
      assertThat(elsewhere.requests()).isEmpty();
      assertThat(receiver.requests()).hasSize(1);
    }
  }

  @Test
  void saysWhyThereWasNoAnswer() throws Exception {
    int nobody;
    try (ServerSocket socket = new ServerSocket(0)) {
      nobody = socket.getLocalPort();
    }
    try (var receiver = WebhookReceiver.start()) {
      receiver.thenAnswer(ReceiverAnswer.dropConnection());

      assertThat(post(ANYWHERE, receiver.url().toString())).isInstanceOf(NoAnswer.class);
      assertThat(post(ANYWHERE, "http://127.0.0.1:" + nobody).detail()).contains("refused");
      assertThat(post(ANYWHERE, "http://no-such-host.invalid/").detail()).contains("unknown");
      assertThat(
              post(new AddressPolicy(true, false, List.of()), receiver.url().toString()).detail())
          .contains("only https");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "2130706433",
        "0177.0.0.1",
        "0x7f.0.0.1",
        "0x7f000001",
        "017700000001",
        "127.1",
        "[::ffff:127.0.0.1]",
        "[::1]",
        "localhost",
        "0.0.0.0",
      })
  void dialsNoAddressThatIsNotPublic(String host) throws Exception {
    try (ServerSocket nobodyCalls = new ServerSocket(0)) {
      nobodyCalls.setSoTimeout(100);
      AttemptResult result =
          post(PUBLIC_ONLY, "http://" + host + ":" + nobodyCalls.getLocalPort() + "/webhook");

      assertThat(result).isInstanceOf(NoAnswer.class);
      assertThat(result.detail()).containsAnyOf("not a public one", "reads the same everywhere");
      assertThatThrownBy(nobodyCalls::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void waitsNoLongerThanTheDeadline() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var client =
            new WebhookClient(
                ANYWHERE, SECRETS, NoListeners.INSTANCE, InstantSource.system(), PATIENCE)) {
      receiver.answerBy(request -> ReceiverAnswer.status(200).after(Duration.ofSeconds(10)));
      String url = receiver.url().toString();
      // A receiver that does not speak TLS leaves the handshake unanswered.
      for (String each : List.of(url, url.replace("http:", "https:"))) {
        assertThat(post(client, endpoint(each, Map.of(), OLD)))
            .isEqualTo(new NoAnswer("No whole answer within the deadline", true));
      }
    }
  }

  @Test
  void dialsTheAddressThatWasCheckedAndNoOther() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    try (ServerSocket nobodyCalls = new ServerSocket(0);
        var client =
            new WebhookClient(
                PUBLIC_ONLY,
                SECRETS,
                NoListeners.INSTANCE,
                InstantSource.system(),
                new JettyTransport(PUBLIC_ONLY, rebinding(asked), PATIENCE),
                Watchdog.started(PATIENCE))) {
      nobodyCalls.setSoTimeout(100);
      String url = "http://rebinding.example:" + nobodyCalls.getLocalPort() + "/";

      AttemptResult mixed = post(client, endpoint(url, Map.of(), OLD));
      AttemptResult rebound = post(client, endpoint(url, Map.of(), OLD));

      assertThat(mixed.detail()).contains("not a public one");
      assertThat(rebound.detail()).contains("not a public one");
      assertThat(asked).hasValue(2);
      assertThatThrownBy(nobodyCalls::accept).isInstanceOf(SocketTimeoutException.class);
    }
  }

  /** Resolves to a public and a private address at first, then to the private one alone. */
  private static SocketAddressResolver rebinding(AtomicInteger asked) {
    return (host, port, context, promise) -> {
      InetSocketAddress loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
      InetSocketAddress open = new InetSocketAddress("192.31.196.1", port);
      answer(promise, asked.incrementAndGet() == 1 ? List.of(open, loopback) : List.of(loopback));
    };
  }

  private static void answer(
      Promise<List<InetSocketAddress>> promise, List<InetSocketAddress> found) {
    promise.succeeded(found);
  }
}
