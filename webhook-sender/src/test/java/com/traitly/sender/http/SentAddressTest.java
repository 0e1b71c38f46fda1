package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.contracts.wire.webhook.ReceiverUrl;
import com.traitly.sender.TestSecrets;
import com.traitly.testkit.hostile.HostileReceiver;
import com.traitly.testkit.hostile.Script;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.util.SocketAddressResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests go to the address as it is shown, and results do not give its secrets away. */
final class SentAddressTest {
  private static final AddressPolicy ANYWHERE = new AddressPolicy(true, true, List.of());
  private static final Duration DEADLINE = Duration.ofSeconds(15);
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

  private final HostileReceiver receiver = HostileReceiver.start(Script.ECHO, Duration.ofMillis(1));
  private final WebhookClient client =
      new WebhookClient(
          ANYWHERE,
          new OpenedEndpoints(TestSecrets.KEYS),
          NoListeners.INSTANCE,
          InstantSource.system(),
          new JettyTransport(ANYWHERE, everythingIsHere(), DEADLINE),
          Watchdog.started(DEADLINE));

  private static SocketAddressResolver everythingIsHere() {
    return (host, port, context, promise) ->
        promise.succeeded(List.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  @AfterEach
  void close() {
    client.close();
    receiver.close();
  }

  private AttemptResult post(Destination destination) throws Exception {
    Endpoint endpoint = TestEndpoints.to(destination);
    CompletableFuture<AttemptResult> result = new CompletableFuture<>();
    client.post(new SignedPost("acme", endpoint, "msg_1", BODY, 0, false, false), result::complete);
    return result.get(20, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "receiver.example",
        "my_service.internal_net",
        "BÜCHER.example",
        "RECEIVER.example.",
        "192.0.2.7",
        "[2001:DB8::7]",
        "[::ffff:192.0.2.7]",
      })
  void sendsToTheHostThatIsShown(String host) throws Exception {
    ReceiverUrl url = ReceiverUrl.parse("http://" + host + ":" + receiver.url().getPort() + "/x");

    assertThat(post(new Destination(url.toString(), Map.of())).receivedStatus()).isEqualTo(200);
    assertThat(receiver.heads().getLast())
        .containsIgnoringCase("\r\nHost: " + url.host() + ":" + url.port() + "\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/日本/x",
        "/ü?q=ü",
        "/😀",
        "/%E6%97%a5",
        "//evil.example/x",
        "/a/../b/./c/",
        "/a;b=c:d@e!$&'()*+,",
        "/{a}|\"<>^`[] ",
        "/x?a=/../b&c=?&d",
        "/x?",
        "?a=b",
        "/%2F%00%25",
        "/*",
      })
  void sendsTheTargetThatIsShown(String target) throws Exception {
    ReceiverUrl url =
        ReceiverUrl.parse("http://a.example:" + receiver.url().getPort() + target.stripTrailing());

    assertThat(post(new Destination(url.toString(), Map.of())).receivedStatus()).isEqualTo(200);
    assertThat(receiver.heads().getLast()).startsWith("POST " + url.target() + " HTTP/1.1\r\n");
  }

  @Test
  void tellsNoSecretThatTheReceiverSaysAgain() throws Exception {
    String url =
        "http://a.example:%d/XXXXXXXXXXXXXXXXXXXXXXXX?token=abcd"
            .formatted(receiver.url().getPort());
    AttemptResult result =
        post(new Destination(url, Map.of("Authorization", "Bearer s3cret", "X-Team", "growth")));

    assertThat(receiver.heads().getLast()).contains("Bearer s3cret").contains("token=abcd");
    assertThat(result.detail())
        .contains("POST /***?token=*** HTTP/1.1")
        .contains("Authorization: ***")
        .doesNotContain("s3cret")
        .doesNotContain("abcd")
        .doesNotContain("growth")
        .doesNotContain("XXXX");
  }
}
