package com.traitly.sender;

import static com.traitly.sender.SenderHarness.body;
import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.keepingAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.topic.RecordHeaders;
import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What receivers see of announcements, through the real topology, stores and HTTP client. */
final class DeliveryTest {
  private static final Duration WHILE = Duration.ofMillis(300);
  private static final String RETRIES = "5,300,1800";

  @TempDir Path directory;

  private static List<String> bodies(WebhookReceiver receiver) {
    return receiver.requests().stream().map(ReceivedRequest::body).toList();
  }

  @Test
  void sendsTheBytesAnnouncedAtOnceWithTheThreeHeaders() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      sender.register(endpoint("e1", receiver.url().toString()));

      sender.announce("anna", "trial", 1);

      // Without a tick: it goes out while the announcement is processed.
      ReceivedRequest request = receiver.awaitCount(1, Duration.ofSeconds(5)).getFirst();
      assertThat(request.body()).isEqualTo(body("anna", "trial", 1));
      assertThat(request.headers().get("user-agent")).containsExactly("traitly");
      assertThat(request.headers().get("accept")).containsExactly("application/json");
      assertThat(request.headers().get("content-type")).containsExactly("application/json");
      assertThat(request.header("webhook-id")).contains("msg_anna_1");
      assertThat(request.header("x-own")).contains("yes");
      assertThat(request.header("traitly-superseded")).isEmpty();
      assertThat(request.header("accept-encoding")).isEmpty();
      List<DeliveryAttempt> attempts = new ArrayList<>();
      sender.until(() -> attempts.addAll(sender.attempts()));
      assertThat(attempts.getFirst().outcome()).isEqualTo("delivered");
      assertThat(attempts.getFirst().status()).isEqualTo(200);
      // Only the sequence up to which it is settled is left.
      assertThat(sender.stored()).isEqualTo(1);
    }
  }

  @Test
  void keepsTheOrderOfOneCustomerWhileOthersGoBeside() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      receiver.answerBy(request -> ReceiverAnswer.status(200).after(Duration.ofMillis(20)));
      sender.register(keepingAll(endpoint("e1", receiver.url().toString())));

      for (int i = 1; i <= 10; i++) {
        sender.announce("anna", "trial", i);
        sender.announce("ben", "trial", i);
      }
      sender.until(() -> receiver.requests().size() == 20);

      for (String customer : List.of("anna", "ben")) {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 10; i++) {
          expected.add(body(customer, "trial", i));
        }
        assertThat(bodies(receiver).stream().filter(b -> b.contains(customer)))
            .containsExactlyElementsOf(expected);
      }
    }
  }

  @Test
  void letsTheNewestOfASubjectTakeTheOldersPlaceWhileWaiting() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      Endpoint endpoint = endpoint("e1", receiver.url().toString());
      sender.register(endpoint.switched(false));
      for (int i = 1; i <= 5; i++) {
        sender.announce("anna", "trial", i);
      }
      sender.announce("anna", "other", 6);
      sender.idle(WHILE);
      assertThat(receiver.requests()).isEmpty();

      sender.register(endpoint);
      sender.until(() -> receiver.requests().size() == 2);

      assertThat(bodies(receiver))
          .containsExactly(body("anna", "trial", 5), body("anna", "other", 6));
      assertThat(receiver.requests().getFirst().header("traitly-superseded")).contains("4");
      assertThat(receiver.requests().getLast().header("traitly-superseded")).isEmpty();
    }
  }

  @Test
  void givesWayToANewerMessageThatCameWhileItWasInFlight() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      receiver.thenAnswer(ReceiverAnswer.status(500).after(Duration.ofMillis(300)));
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      receiver.awaitCount(1, Duration.ofSeconds(5));
      sender.announce("anna", "trial", 2);
      sender.announce("anna", "trial", 3);

      sender.until(() -> receiver.requests().size() == 2);
      sender.pass(Duration.ofHours(1));
      sender.idle(WHILE);

      assertThat(bodies(receiver))
          .containsExactly(body("anna", "trial", 1), body("anna", "trial", 3));
      assertThat(receiver.requests().getLast().header("traitly-superseded")).contains("2");
    }
  }

  @Test
  void retriesWithTheSameIdUntilTaken() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      receiver.thenAnswer(
          ReceiverAnswer.status(500), ReceiverAnswer.dropConnection(), ReceiverAnswer.status(302));
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);

      List<DeliveryAttempt> attempts = new ArrayList<>();
      for (int i = 1; i <= 4; i++) {
        int expected = i;
        sender.until(() -> attempts.addAll(sender.attempts()) && attempts.size() == expected);
        sender.idle(Duration.ofMillis(50));
        assertThat(receiver.requests()).hasSize(i);
        sender.pass(Duration.ofHours(1));
      }

      assertThat(attempts)
          .extracting(DeliveryAttempt::outcome)
          .containsExactly("retry_later", "retry_later", "retry_later", "delivered");
      assertThat(attempts).extracting(DeliveryAttempt::number).containsExactly(1, 2, 3, 4);
      assertThat(receiver.requests())
          .allMatch(request -> request.header("webhook-id").equals(Optional.of("msg_anna_1")))
          .allMatch(request -> request.body().equals(body("anna", "trial", 1)));
    }
  }

  @Test
  void givesUpAfterTheLastRetryAndGoesOnWithTheNext() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "5")) {
      receiver.thenAnswer(ReceiverAnswer.status(400), ReceiverAnswer.status(400));
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 1);
      sender.announce("anna", "other", 2);
      sender.until(() -> !sender.attempts().isEmpty());
      assertThat(receiver.requests()).hasSize(1);

      sender.pass(Duration.ofSeconds(7));
      sender.until(() -> receiver.requests().size() == 3);

      assertThat(bodies(receiver).getLast()).isEqualTo(body("anna", "other", 2));
      TestRecord<byte[], byte[]> letter = sender.deadLetters().getFirst();
      assertThat(new String(letter.value(), StandardCharsets.UTF_8))
          .isEqualTo(body("anna", "trial", 1));
      assertThat(RecordHeaders.text(letter.headers(), "__streams.errors.message"))
          .contains("answered 400");
      assertThat(RecordHeaders.text(letter.headers(), RecordHeaders.ID)).isEqualTo("msg_anna_1");
    }
  }

  @Test
  void dropsWhatWasSettledBefore() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      sender.register(endpoint("e1", receiver.url().toString()));
      sender.announce("anna", "trial", 7);
      sender.until(() -> !sender.attempts().isEmpty());

      sender.announce("anna", "trial", 7);
      sender.announce("anna", "trial", 6);
      sender.announce("anna", "other", 5);
      sender.until(() -> !sender.attempts().isEmpty());
      sender.idle(WHILE);

      assertThat(bodies(receiver))
          .containsExactly(body("anna", "trial", 7), body("anna", "other", 5));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void sendsAgainWithTheSameIdWhatWasInFlightInACrash(boolean indexSurvived) throws Exception {
    try (var receiver = WebhookReceiver.start()) {
      receiver.answerBy(request -> ReceiverAnswer.status(200).after(Duration.ofSeconds(5)));
      Endpoint endpoint = keepingAll(endpoint("e1", receiver.url().toString()));
      List<KeyValue<Bytes, byte[]>> outbox;
      List<KeyValue<Bytes, byte[]>> index;
      try (var sender = new SenderHarness(directory, RETRIES)) {
        sender.register(endpoint);
        sender.announce("anna", "trial", 1);
        sender.announce("anna", "trial", 2);
        receiver.awaitCount(1, Duration.ofSeconds(5));
        outbox = sender.contents("outbox");
        index = sender.contents("outbox-due");
      }
      receiver.answerBy(request -> ReceiverAnswer.status(200));

      try (var sender = new SenderHarness(directory, RETRIES)) {
        sender.register(endpoint);
        sender.restore("outbox", outbox);
        // The index has no changelog: a crash may leave nothing of it, or an old copy.
        sender.restore("outbox-due", indexSurvived ? index : List.of());
        // The input's position was not committed, so a record comes again too.
        sender.announce("anna", "trial", 2);
        sender.until(() -> receiver.requests().size() == 3);
        sender.idle(WHILE);
        assertThat(sender.contents("outbox")).isEmpty();
        assertThat(sender.contents("outbox-due")).isEmpty();
      }
      assertThat(receiver.requests())
          .extracting(request -> request.header("webhook-id").orElseThrow())
          .containsExactly("msg_anna_1", "msg_anna_1", "msg_anna_2");
      assertThat(bodies(receiver).get(1)).isEqualTo(bodies(receiver).getFirst());
    }
  }

  @Test
  void findsWhatWaitsWithoutAnIndexAndWithoutANewAnnouncement() throws Exception {
    try (var receiver = WebhookReceiver.start()) {
      Endpoint endpoint = keepingAll(endpoint("e1", receiver.url().toString()));
      List<KeyValue<Bytes, byte[]>> outbox;
      try (var sender = new SenderHarness(directory, RETRIES)) {
        sender.register(endpoint.switched(false));
        for (int i = 1; i <= 3; i++) {
          sender.announce("anna", "trial", i);
          sender.announce("ben", "trial", i);
        }
        outbox = sender.contents("outbox");
      }
      try (var sender = new SenderHarness(directory, RETRIES)) {
        sender.register(endpoint);
        sender.restore("outbox", outbox);
        sender.until(() -> receiver.requests().size() == 6);
      }
    }
  }

  @Test
  void forgetsWhatWaitsForADeletedEndpoint() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      sender.register(endpoint("e1", receiver.url().toString()).switched(false));
      for (int i = 0; i < 1_200; i++) {
        sender.announce("customer" + i, "trial", 1);
      }
      assertThat(sender.stored()).isEqualTo(2_400);

      sender.delete("e1");
      sender.pass(Duration.ofSeconds(1));
      sender.until(() -> sender.stored() == 0);
      assertThat(receiver.requests()).isEmpty();
    }
  }

  @Test
  void sparesADeadEndpointAndServesTheOthers() throws Exception {
    try (var dead = WebhookReceiver.start();
        var alive = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      dead.answerBy(request -> ReceiverAnswer.status(503));
      sender.register(endpoint("dead", dead.url().toString()));
      sender.register(endpoint("alive", alive.url().toString()));
      for (int i = 0; i < 200; i++) {
        sender.announce("customer" + i, "trial", 1);
      }
      sender.until(() -> alive.requests().size() == 200);
      // The requests that were open at the first refusal, and a probe or two since.
      assertThat(dead.requests()).hasSizeLessThan(20);

      dead.answerBy(request -> ReceiverAnswer.status(200));
      sender.pass(Duration.ofMinutes(1));
      sender.until(
          () -> dead.requests().stream().map(ReceivedRequest::body).distinct().count() == 200);
    }
  }

  @Test
  void writesWhatIsNoAnnouncementToTheDeadLetters() {
    try (var sender = new SenderHarness(directory, RETRIES)) {
      sender.announce(
          new TestRecord<>(new AccountKey("acme", "anna"), "no".getBytes(StandardCharsets.UTF_8)));

      assertThat(sender.deadLetters()).hasSize(1);
    }
  }
}
