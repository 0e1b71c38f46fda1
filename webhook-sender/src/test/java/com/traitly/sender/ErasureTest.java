package com.traitly.sender;

import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An erased customer leaves nothing behind, whatever was under way. */
final class ErasureTest {
  private static final String ID = "erase-me";
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration LATER = Duration.ofHours(1);
  private static final Duration RETRY = Duration.ofSeconds(6);
  private static final Duration WHILE = Duration.ofMillis(300);

  @TempDir Path directory;

  private static Endpoint at(WebhookReceiver receiver) {
    return wanting(endpoint("e1", receiver.url().toString()), 0.1, EndpointFilter.NONE);
  }

  /** How many requests had a text in their body. */
  static long about(WebhookReceiver receiver, String text) {
    return receiver.requests().stream().filter(each -> each.body().contains(text)).count();
  }

  @Test
  void everyStoreForgetsWhoWasErasedAndNobodyElse() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "5")) {
      sender.register(at(receiver));
      for (String customer : new String[] {ID, "ben"}) {
        sender.announce(customer, 1, 0.5);
        sender.until(() -> sender.log("e1", customer, null).size() == 1);
      }
      receiver.answerBy(request -> ReceiverAnswer.status(500));
      for (String customer : new String[] {ID, "ben"}) {
        sender.announce(customer, 2, 0.9);
        sender.until(() -> sender.log("e1", customer, null).size() == 2);
      }
      String[] all = {"attempts", "delivered-sequence", "last-sent", "outbox", "outbox-due"};
      assertThat(sender.storesThatHold(ID)).containsExactly(all);

      sender.erase(ID);

      assertThat(sender.storesThatHold(ID)).isEmpty();
      assertThat(sender.storesThatHold("ben")).containsExactly(all);
      assertThat(sender.log("e1", ID, null)).isEmpty();
      receiver.answerBy(request -> ReceiverAnswer.status(200));
      sender.pass(RETRY);
      sender.until(() -> about(receiver, "ben") == 3);
      sender.idle(WHILE);
      assertThat(about(receiver, ID)).isEqualTo(2);
    }
  }

  @Test
  void whatIsInFlightThenLeavesNoTrace() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "5")) {
      receiver.answerBy(request -> ReceiverAnswer.status(200).after(WHILE));
      sender.register(at(receiver));
      sender.announce(ID, "trial", 1, SECOND.negated());
      receiver.awaitCount(1, RETRY);

      // The request was sent after the erasure, and before the sender knew of it.
      sender.erase(ID, SECOND.dividedBy(2));
      sender.announce("ben", "trial", 1);
      sender.until(() -> sender.log("e1", "ben", null).size() == 1);
      sender.idle(WHILE);

      assertThat(sender.storesThatHold(ID)).isEmpty();
      assertThat(sender.attempts()).extracting("customerId").containsExactly("ben");
    }
  }

  @Test
  void whatIsReadLateIsOfThePastUnlessTheCustomerCameBack() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "5")) {
      sender.register(at(receiver));
      sender.erase(ID);
      sender.announce(ID, "trial", 1, SECOND.negated());
      sender.idle(WHILE);
      assertThat(receiver.requests()).isEmpty();
      assertThat(sender.storesThatHold(ID)).isEmpty();

      // An announcement of the new customer may be read before the tombstone of the old one.
      receiver.answerBy(request -> ReceiverAnswer.status(500));
      sender.announce(ID, "trial", 2, LATER);
      sender.until(() -> sender.log("e1", ID, null).size() == 1);
      sender.erase(ID);
      receiver.answerBy(request -> ReceiverAnswer.status(200));
      sender.pass(RETRY);
      sender.until(() -> receiver.requests().size() == 2);
    }
  }
}
