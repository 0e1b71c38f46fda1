package com.traitly.sender.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.sender.TestSecrets;
import com.traitly.sender.http.AttemptResult.Answered;
import com.traitly.sender.http.AttemptResult.NoAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.hostile.HostileReceiver;
import com.traitly.testkit.hostile.Script;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Receivers that would block the sender, or fill its memory, if they could. */
@Tag("thorough")
final class HostileReceiverTest {
  private static final AddressPolicy ANYWHERE = new AddressPolicy(true, true, List.of());
  private static final Duration PACE = Duration.ofMillis(20);
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  // So far off that a busy machine does not reach it while it serves the neighbour.
  private static final Duration FAR_OFF = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);
  private static final int AT_ONCE = 50;
  // What the kernels at both ends may buffer of the 4 GiB that are on their way.
  private static final long HELD_IN_BETWEEN = 16 * 1_024 * 1_024;
  private static final long MEMORY = 64 * 1_024 * 1_024;

  private static WebhookClient client(Duration deadline) {
    OpenedEndpoints secrets = new OpenedEndpoints(TestSecrets.KEYS);
    return new WebhookClient(
        ANYWHERE, secrets, NoListeners.INSTANCE, InstantSource.system(), deadline);
  }

  private static CompletableFuture<AttemptResult> post(WebhookClient client, String url) {
    CompletableFuture<AttemptResult> result = new CompletableFuture<>();
    Endpoint endpoint = TestEndpoints.to(new Destination(url, Map.of()));
    client.post(new SignedPost("acme", endpoint, "msg_1", BODY, 0, false, false), result::complete);
    return result;
  }

  private static String url(HostileReceiver receiver, Script script) {
    String url = receiver.url().toString();
    return script.encrypted() ? url.replace("http:", "https:") : url;
  }

  @ParameterizedTest
  @EnumSource(Script.class)
  void endsEveryAttemptAndEveryConnection(Script script) throws Exception {
    try (HostileReceiver receiver = HostileReceiver.start(script, PACE);
        WebhookClient client = client(DEADLINE)) {
      AttemptResult result =
          post(client, url(receiver, script)).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);

      switch (script) {
        case HUGE_BODY, ENDLESS_BODY, ENDLESS_CHUNKS, COMPRESSED_BOMB ->
            assertThat(((Answered) result).status()).isEqualTo(200);
        // The headers of the answer are complete; only what follows them is too long.
        case ENDLESS_CHUNK_EXTENSION, ENDLESS_TRAILERS, INTERIM_THEN_FINAL, ENDLESS_ANSWERS, ECHO ->
            assertThat(result.receivedStatus()).isEqualTo(200);
        case SWITCHING_PROTOCOLS -> {
          assertThat(result.receivedStatus()).isEqualTo(101);
          assertThat(result.detail()).contains("another protocol");
        }
        case SILENCE, TRICKLING_HEADER, TRICKLING_BODY, INTERIM_THEN_SILENCE, TRICKLING_INTERIM ->
            assertThat(result).isEqualTo(Watchdog.TOO_LATE);
        case ENDLESS_STATUS_LINE,
            ENDLESS_HEADER_LINE,
            ENDLESS_HEADER_NAME,
            ENDLESS_HEADERS,
            ENDLESS_EMPTY_LINES,
            ENDLESS_INTERIM ->
            assertThat(result).isEqualTo(new NoAnswer(NoAnswerReasons.TOO_LONG, false));
        case ENDLESS_TLS_WARNINGS, ENDLESS_TLS_RECORDS ->
            assertThat(result).isInstanceOf(NoAnswer.class);
      }
      await().atMost(PATIENCE).until(() -> receiver.answering() == 0);
      assertThat(receiver.mostWritten()).isLessThan(HELD_IN_BETWEEN);
    }
  }

  @Test
  void keepsTheStartOfABodyAndNothingOfACompressedOne() throws Exception {
    try (HostileReceiver huge = HostileReceiver.start(Script.HUGE_BODY, PACE);
        HostileReceiver bomb = HostileReceiver.start(Script.COMPRESSED_BOMB, PACE);
        WebhookClient client = client(DEADLINE)) {
      assertThat(post(client, huge.url().toString()).get().detail())
          .isEqualTo("y".repeat(AnswerLimits.BODY));
      assertThat(post(client, bomb.url().toString()).get().detail())
          .isEqualTo("(The body is compressed and was not read.)");
    }
  }

  @Test
  void readsPastInterimAnswersAgainAndAgainOnOneConnection() throws Exception {
    try (HostileReceiver receiver = HostileReceiver.start(Script.INTERIM_THEN_FINAL, PACE);
        WebhookClient client = client(Duration.ofSeconds(15))) {
      for (int i = 0; i < 20; i++) {
        assertThat(post(client, receiver.url().toString()).get())
            .isEqualTo(new Answered(200, null, "done"));
      }
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void oneInterimAnswerThatIsTooLongIsTold() throws Exception {
    String answers =
        "HTTP/1.1 103 Early Hints\r\nX-Hint: %s\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
            .formatted("y".repeat(20_000));
    try (ServerSocket receiver = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        WebhookClient client = client(DEADLINE.multipliedBy(10))) {
      CompletableFuture<AttemptResult> result =
          post(client, "http://127.0.0.1:%d/".formatted(receiver.getLocalPort()));
      try (Socket connection = receiver.accept()) {
        // An answer that comes before its request would be nobody's.
        assertThat(connection.getInputStream().read()).isEqualTo('P');
        connection.getOutputStream().write(answers.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(result.get()).isEqualTo(new NoAnswer(NoAnswerReasons.TOO_LONG, false));
      }
    }
  }

  /** All deliveries of a neighbour arrive while fifty of each kind hang or pour. */
  @Test
  void holdsNeitherMemoryNorNeighbours() throws Exception {
    List<HostileReceiver> hostile = new ArrayList<>();
    List<CompletableFuture<AttemptResult>> attempts = new ArrayList<>();
    try (WebhookReceiver neighbour = WebhookReceiver.start();
        WebhookClient client = client(FAR_OFF)) {
      post(client, neighbour.url().toString()).get();
      long before = usedAfterCollection();
      for (Script script : Script.values()) {
        HostileReceiver receiver = HostileReceiver.start(script, PACE);
        hostile.add(receiver);
        IntStream.range(0, AT_ONCE).forEach(i -> attempts.add(post(client, url(receiver, script))));
      }
      await().atMost(PATIENCE).until(() -> hostile.stream().allMatch(it -> it.connections() > 0));
      for (int i = 0; i < 200; i++) {
        assertThat(post(client, neighbour.url().toString()).get())
            .isEqualTo(new Answered(200, null, ""));
      }
      assertThat(attempts.stream().filter(each -> !each.isDone()).count())
          .as("those that only the deadline ends still hang")
          .isGreaterThanOrEqualTo(AT_ONCE);
      assertThat(usedAfterCollection() - before).isLessThan(MEMORY);
    } finally {
      hostile.forEach(HostileReceiver::close);
    }
    // The client has been closed, which ends those that hung.
    for (CompletableFuture<AttemptResult> each : attempts) {
      assertThat(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }
  }

  private static long usedAfterCollection() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
