package com.traitly.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookReceiverTest {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    receiver.close();
  }

  @Test
  void remembersWhatItGot() throws Exception {
    assertThat(post("gr\u00fc\u00dfe").statusCode()).isEqualTo(200);

    assertThat(receiver.awaitCount(1, PATIENCE))
        .singleElement()
        .satisfies(request -> {
          assertThat(request.method()).isEqualTo("POST");
          assertThat(request.path()).isEqualTo("/webhook");
          assertThat(request.body()).isEqualTo("gr\u00fc\u00dfe");
          assertThat(request.bodyBytes())
              .isEqualTo("gr\u00fc\u00dfe".getBytes(StandardCharsets.UTF_8));
          assertThat(request.header("WebHook-Id")).contains("msg_1");
          assertThat(request.header("absent")).isEmpty();
        });
  }

  @Test
  void answersAsQueuedAndThenByTheRule() throws Exception {
    receiver
        .thenAnswer(
            ReceiverAnswer.status(503).withRetryAfter(Duration.ofMinutes(2)),
            ReceiverAnswer.status(400).withBody(70_000))
        .answerBy(request -> ReceiverAnswer.status(request.body().equals("gone") ? 410 : 204));

    HttpResponse<byte[]> busy = post("first");
    assertThat(busy.statusCode()).isEqualTo(503);
    assertThat(busy.headers().firstValue("Retry-After")).contains("120");
    assertThat(post("second").body()).hasSize(70_000);
    assertThat(post("gone").statusCode()).isEqualTo(410);
    assertThat(post("else").statusCode()).isEqualTo(204);
  }

  @Test
  void answersLateWhenAsked() throws Exception {
    receiver.thenAnswer(ReceiverAnswer.status(200).after(Duration.ofMillis(150)));
    long asked = System.nanoTime();
    post("slow");
    assertThat(Duration.ofNanos(System.nanoTime() - asked)).isGreaterThan(Duration.ofMillis(149));
  }

  @Test
  void dropsTheConnectionAfterReadingTheRequest() throws Exception {
    receiver.answerBy(request -> ReceiverAnswer.dropConnection());
    assertThatIOException().isThrownBy(() -> post("lost"));
    assertThat(receiver.awaitCount(1, PATIENCE).getFirst().body()).isEqualTo("lost");
  }

  @Test
  void servesManyAtOnce() throws Exception {
    receiver.answerBy(request -> ReceiverAnswer.status(200).after(Duration.ofMillis(200)));
    CompletableFuture<?>[] all =
        IntStream.range(0, 50)
            .mapToObj(i -> client.sendAsync(request("p" + i), BodyHandlers.discarding()))
            .toArray(CompletableFuture<?>[]::new);
    assertThat(receiver.awaitCount(50, PATIENCE)).hasSize(50);
    CompletableFuture.allOf(all).join();
  }

  @Test
  void saysWhatDidNotCome() {
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> receiver.awaitCount(1, Duration.ofMillis(20)))
        .withMessageContaining("Expected 1 requests");
  }

  @Test
  void comesBackOnTheSamePort() throws Exception {
    int port = receiver.port();
    receiver.close();
    try (WebhookReceiver back = WebhookReceiver.startOn(port)) {
      assertThat(post("again").statusCode()).isEqualTo(200);
      assertThat(back.requests()).hasSize(1);
    }
  }

  private HttpResponse<byte[]> post(String body) throws IOException, InterruptedException {
    return client.send(request(body), BodyHandlers.ofByteArray());
  }

  private HttpRequest request(String body) {
    return HttpRequest.newBuilder(receiver.url())
        .header("webhook-id", "msg_1")
        .version(HttpClient.Version.HTTP_1_1)
        .POST(BodyPublishers.ofString(body))
        .build();
  }
}
