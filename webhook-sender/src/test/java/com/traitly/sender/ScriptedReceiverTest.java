package com.traitly.sender;

import static com.traitly.sender.SenderHarness.endpoint;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a receiver does, and what becomes of the delivery and of the endpoint. */
@Tag("thorough")
final class ScriptedReceiverTest {
  private static final Duration DEADLINE = Duration.ofSeconds(2);
  private static final Duration WHILE = Duration.ofMillis(150);
  private static final String RETRIES = "5,5";

  @TempDir Path directory;

  private static ReceiverAnswer script(String name) {
    return switch (name) {
      case "late" -> ReceiverAnswer.status(200).after(Duration.ofSeconds(10));
      case "slow body" -> ReceiverAnswer.status(200).withSlowBody(1_000, Duration.ofSeconds(60));
      case "huge body" -> ReceiverAnswer.status(200).withBody(5_000_000);
      case "huge refusal" -> ReceiverAnswer.status(500).withBody(5_000_000);
      case "reset" -> ReceiverAnswer.dropConnection();
      case "429 and Retry-After" ->
          ReceiverAnswer.status(429).withRetryAfter(Duration.ofMinutes(2));
      case "503 and two days" -> ReceiverAnswer.status(503).withRetryAfter(Duration.ofDays(2));
      case "500 and Retry-After" ->
          ReceiverAnswer.status(500).withRetryAfter(Duration.ofMinutes(2));
      default -> ReceiverAnswer.status(Integer.parseInt(name));
    };
  }

  /**
   * The waits are minima in seconds: until the retry of the same delivery, and until a delivery of
   * another customer (0: no wait).
   */
  @ParameterizedTest
  @CsvSource({
    "200, delivered, 200, , 0",
    "204, delivered, 204, , 0",
    "301, retry_later, 301, 4, 0",
    "307, retry_later, 307, 4, 0",
    "400, retry_later, 400, 4, 0",
    "500, retry_later, 500, 4, 0",
    "500 and Retry-After, retry_later, 500, 4, 0",
    "502, retry_later, 502, 4, 1",
    "429, retry_later, 429, 4, 1",
    "429 and Retry-After, retry_later, 429, 120, 120",
    "503 and two days, retry_later, 503, 86400, 86400",
    "late, retry_later, , 4, 1",
    "slow body, retry_later, , 4, 1",
    "huge body, delivered, 200, , 0",
    "huge refusal, retry_later, 500, 4, 0",
    "reset, retry_later, , 4, 0",
  })
  void eachAnswerHasItsOutcome(
      String script,
      String outcome,
      @Nullable Integer status,
      @Nullable Integer retryAfter,
      int othersAfter) {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES, DEADLINE)) {
      receiver.thenAnswer(script(script));
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      DeliveryAttempt first = attempts(sender, 1).getFirst();

      assertThat(first.outcome()).isEqualTo(outcome);
      assertThat(first.status()).isEqualTo(status);
      assertThat(first.detail().length()).isLessThanOrEqualTo(2_048);
      if (retryAfter != null) {
        long waits = requireNonNull(first.nextAttemptAt()) - first.startedAt() - first.tookMillis();
        assertThat(waits).isGreaterThanOrEqualTo(retryAfter * 1_000L);
        assertThat(waits).isLessThanOrEqualTo(Math.max(retryAfter, 6) * 1_000L);
      } else {
        assertThat(first.nextAttemptAt()).isNull();
      }

      sender.announce("ben", "trial", 1);
      sender.idle(WHILE);
      assertThat(receiver.requests()).hasSize(othersAfter == 0 ? 2 : 1);
      sender.pass(Duration.ofSeconds(othersAfter));
      sender.until(() -> receiver.requests().size() >= 2);
    }
  }

  @Test
  void sendsTheSameAgainAfterAResetBecauseItCannotKnow() {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES, DEADLINE)) {
      receiver.thenAnswer(ReceiverAnswer.dropConnection());
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      attempts(sender, 1);
      sender.pass(Duration.ofSeconds(7));
      attempts(sender, 1);

      List<ReceivedRequest> requests = receiver.requests();
      assertThat(requests).hasSize(2);
      assertThat(requests.getLast().body()).isEqualTo(requests.getFirst().body());
      assertThat(requests.getLast().header("webhook-id"))
          .isEqualTo(requests.getFirst().header("webhook-id"));
    }
  }

  @Test
  void trustsNoCertificateThatNobodyVouchesFor() {
    try (var receiver = WebhookReceiver.startWithUntrustedCertificate();
        var sender = new SenderHarness(directory, RETRIES, Duration.ofSeconds(10))) {
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      DeliveryAttempt attempt = attempts(sender, 1).getFirst();

      assertThat(attempt.outcome()).isEqualTo("retry_later");
      assertThat(attempt.status()).isNull();
      assertThat(attempt.detail()).contains("not signed by an authority");
      assertThat(receiver.requests()).isEmpty();
    }
  }

  private static List<DeliveryAttempt> attempts(SenderHarness sender, int count) {
    List<DeliveryAttempt> attempts = new ArrayList<>();
    sender.until(() -> {
      attempts.addAll(sender.attempts());
      return attempts.size() == count;
    });
    return attempts;
  }
}
