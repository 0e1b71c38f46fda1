package com.traitly.sender;

import static com.traitly.sender.SenderHarness.SECRET;
import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.keepingAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.standardwebhooks.Webhook;
import com.traitly.contracts.webhook.WebhookCommand;
import com.traitly.contracts.webhook.WebhookCommand.Replayed;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.net.http.HttpHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LogTest {
  private static final String ONE_RETRY = "1";
  private static final Duration WHILE = Duration.ofMillis(200);

  @TempDir Path directory;

  private static JsonNode ask(SenderHarness sender, WebhookCommand command) {
    sender.command("e1", command);
    AtomicReference<JsonNode> answer = new AtomicReference<>();
    sender.until(() -> {
      sender.answers().forEach(each -> answer.set(each.body()));
      return answer.get() != null;
    });
    return answer.get();
  }

  private static long count(SenderHarness sender, Replayed status) {
    return ask(sender, new WebhookCommand.Replay("r", 0, Long.MAX_VALUE / 2, status, true))
        .path("matched")
        .asLong();
  }

  @Test
  void listsAttemptsByTimeCustomerAndStatus() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, ONE_RETRY)) {
      sender.register(endpoint("e1", receiver.url().toString()));
      receiver.thenAnswer(ReceiverAnswer.status(503));
      sender.announce("anna", "trial", 1);
      sender.until(() -> sender.log("e1", null, null).size() == 1);
      sender.pass(Duration.ofMinutes(5));
      sender.announce("ben", "trial", 1);
      sender.until(() -> sender.log("e1", null, null).size() == 3);

      List<JsonNode> all = sender.log("e1", null, null);
      assertThat(all).isSortedAccordingTo((a, b) -> -compare(a, b));
      assertThat(sender.log("e1", "anna", null)).extracting(LogTest::attempt).containsExactly(2, 1);
      assertThat(sender.log("e1", null, "5xx")).extracting(LogTest::attempt).containsExactly(1);
      assertThat(sender.log("e1", null, "503")).hasSize(1);
      assertThat(sender.log("e1", null, "404")).isEmpty();
      assertThat(sender.log("e1", null, "delivered")).hasSize(2);
      JsonNode failed = sender.log("e1", null, "failed").getFirst();
      assertThat(failed.path("status").asInt()).isEqualTo(503);
      assertThat(failed.path("outcome").asText()).isEqualTo("retry_later");
      assertThat(failed.path("next_attempt_at").asText()).matches("\\d{10}");
    }
  }

  private static int compare(JsonNode a, JsonNode b) {
    return Long.compare(a.path("attempted_at").asLong(), b.path("attempted_at").asLong());
  }

  private static int attempt(JsonNode item) {
    return item.path("attempt").asInt();
  }

  @Test
  void aResendKeepsIdAndBytes() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, ONE_RETRY)) {
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      sender.announce("anna", "trial", 2);
      sender.until(() -> sender.log("e1", null, null).size() >= 1);
      sender.idle(WHILE);
      JsonNode first = sender.log("e1", null, null).getLast();
      int before = receiver.requests().size();

      JsonNode answer = ask(sender, new WebhookCommand.Resend("c", first.path("id").asText()));
      sender.until(() -> receiver.requests().size() == before + 1);

      assertThat(answer.path("delivery_id")).isEqualTo(first.path("delivery_id"));
      ReceivedRequest again = receiver.requests().getLast();
      assertThat(again.header("webhook-id")).contains(first.path("delivery_id").asText());
      assertThat(again.body()).isEqualTo(receiver.requests().getFirst().body());
      sender.announce("anna", "trial", 1);
      sender.idle(WHILE);
      assertThat(receiver.requests()).as("the guard holds").hasSize(before + 1);
    }
  }

  @Test
  void anUnknownAttemptIsRefused() {
    try (var sender = new SenderHarness(directory, ONE_RETRY)) {
      assertThat(ask(sender, new WebhookCommand.Resend("c", "att_AAAA")).path("error").asText())
          .isEqualTo("not_found");
      assertThat(ask(sender, new WebhookCommand.Resend("c", "?")).path("error").asText())
          .isEqualTo("not_found");
    }
  }

  @Test
  void countsExactlyWhatAReplayThenSends() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, ONE_RETRY)) {
      sender.register(keepingAll(endpoint("e1", receiver.url().toString())));
      receiver.answerBy(request -> ReceiverAnswer.status(500));
      for (int i = 1; i <= 30; i++) {
        sender.announce("customer" + i, "trial", 1);
      }
      sender.until(() -> {
        sender.pass(Duration.ofMinutes(1));
        return sender.log("e1", null, "given_up").size() == 30;
      });
      assertThat(count(sender, Replayed.UNDELIVERED)).isEqualTo(30);
      assertThat(sender.undelivered("e1")).hasSize(30);
      receiver.answerBy(request -> ReceiverAnswer.status(200));

      ask(
          sender,
          new WebhookCommand.Replay("r", 0, Long.MAX_VALUE / 2, Replayed.UNDELIVERED, false));
      sender.until(() -> {
        sender.pass(Duration.ofSeconds(30));
        return sender.log("e1", null, "delivered").size() == 30;
      });

      assertThat(sender.undelivered("e1")).isEmpty();
      assertThat(count(sender, Replayed.UNDELIVERED)).isZero();
      assertThat(count(sender, Replayed.DELIVERED)).isEqualTo(30);
      assertThat(count(sender, Replayed.ALL)).isEqualTo(30);
    }
  }

  @Test
  void aSampleIsSignedAndMarked() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, ONE_RETRY)) {
      receiver.thenAnswer(ReceiverAnswer.status(404).withBody(12));
      var paused = endpoint("e1", receiver.url().toString()).withPaused(true);

      JsonNode answer = ask(sender, new WebhookCommand.Test("t", paused));

      ReceivedRequest sample = receiver.requests().getFirst();
      new Webhook(SECRET)
          .verify(sample.body(), HttpHeaders.of(sample.headers(), (name, value) -> true));
      assertThat(sample.header("Traitly-Test")).contains("1");
      assertThat(answer.path("status").asInt()).isEqualTo(404);
      assertThat(answer.path("delivered").asBoolean()).isFalse();
      assertThat(answer.path("detail").isTextual()).isTrue();
      assertThat(sender.log("e1", null, null)).as("not in the log").isEmpty();
    }
  }

  @Test
  void nothingIsKeptLongerThanThirtyDaysNorOfADeletedEndpoint() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, ONE_RETRY)) {
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      sender.until(() -> sender.log("e1", null, null).size() == 1);
      sender.pass(Duration.ofDays(29));
      sender.announce("ben", "trial", 1);
      sender.until(() -> sender.log("e1", null, null).size() == 2);
      sender.pass(Duration.ofDays(2));
      sender.until(() -> sender.log("e1", null, null).size() == 1);
      assertThat(sender.log("e1", "ben", null)).hasSize(1);

      sender.delete("e1");
      sender.until(() -> sender.contents("attempts").isEmpty());
    }
  }
}
