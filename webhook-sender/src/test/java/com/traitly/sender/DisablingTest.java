package com.traitly.sender;

import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.keepingAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.OperatorEvent;
import com.traitly.contracts.model.OperatorEvent.Kind;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the sender disables an endpoint, what operators are told before, and how it comes back. */
final class DisablingTest {
  private static final Duration WHILE = Duration.ofMillis(200);

  @TempDir Path directory;

  private final WebhookReceiver receiver = WebhookReceiver.start();
  private final List<OperatorEvent> told = new ArrayList<>();
  private SenderHarness sender;
  private Endpoint endpoint;
  private int announced;

  @BeforeEach
  void start() {
    sender = new SenderHarness(directory, "5");
    endpoint = keepingAll(endpoint("e1", receiver.url().toString()));
    sender.register(endpoint);
  }

  @AfterEach
  void stop() {
    sender.close();
    receiver.close();
  }

  /** Announces for another customer each time, so that the message is attempted at once. */
  private void attempt() {
    announced++;
    String customer = "customer" + announced;
    sender.announce(customer, "trial", 1);
    // The circuit may be open, and earlier deliveries are tried again in between.
    sender.until(() -> {
      sender.pass(Duration.ofSeconds(1));
      return sender.attempts().stream().anyMatch(attempt -> attempt.customerId().equals(customer));
    });
    told.addAll(sender.told());
  }

  private void attemptEvery12Hours(int times) {
    for (int i = 0; i < times; i++) {
      attempt();
      sender.pass(Duration.ofHours(12));
    }
  }

  @Test
  void tellsOnTheWayAndDisablesAfterFiveDaysOfNothingButFailure() {
    receiver.answerBy(request -> ReceiverAnswer.status(500));

    // The last of these is tried again in the hour in which the five days end.
    attemptEvery12Hours(10);
    sender.until(() -> {
      told.addAll(sender.told());
      return told.size() == 4;
    });
    int sent = receiver.requests().size();
    sender.announce("late", "trial", 1);
    sender.idle(WHILE);

    assertThat(told).extracting(OperatorEvent::percent).containsExactly(50, 70, 90, 100);
    assertThat(told)
        .extracting(OperatorEvent::kind)
        .containsExactly(
            Kind.WEBHOOK_FAILING,
            Kind.WEBHOOK_FAILING,
            Kind.WEBHOOK_FAILING,
            Kind.WEBHOOK_DISABLED);
    assertThat(told).allMatch(event -> event.reason().contains("answered 500"));
    assertThat(receiver.requests()).hasSize(sent);
  }

  @Test
  void oneDeliveryTakenMakesTheTimeBeginAnew() {
    receiver.answerBy(request -> ReceiverAnswer.status(500));
    attemptEvery12Hours(8);
    told.clear();

    receiver.answerBy(request -> ReceiverAnswer.status(200));
    attempt();
    receiver.answerBy(request -> ReceiverAnswer.status(500));
    attemptEvery12Hours(4);

    assertThat(told).isEmpty();
  }

  @Test
  void anEndpointThatIsGoneIsDisabledAtOnceAndWhatWaitsIsKept() {
    receiver.thenAnswer(ReceiverAnswer.status(410));

    attempt();
    sender.pass(Duration.ofHours(1));
    sender.idle(WHILE);

    assertThat(receiver.requests()).hasSize(1);
    assertThat(told)
        .singleElement()
        .satisfies(event -> {
          assertThat(event.kind()).isEqualTo(Kind.WEBHOOK_DISABLED);
          assertThat(event.endpointId()).isEqualTo("e1");
          assertThat(event.reason()).contains("410");
        });

    sender.register(endpoint.switched(true));
    sender.pass(Duration.ofSeconds(1));
    sender.until(() -> receiver.requests().size() == 2);
  }

  @Test
  void aChangeThatDoesNotSwitchItOnLeavesItDisabled() {
    receiver.thenAnswer(ReceiverAnswer.status(410));
    attempt();

    sender.register(keepingAll(endpoint("e1", receiver.url() + "/elsewhere")));
    sender.pass(Duration.ofHours(1));
    sender.idle(WHILE);

    assertThat(receiver.requests()).hasSize(1);
  }
}
