package com.traitly.sender;

import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.wanting;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which announcements an endpoint gets by its filter and its {@code min_delta}. */
final class WantedTest {
  private static final Duration WHILE = Duration.ofMillis(150);

  @TempDir Path directory;

  private static List<String> likelihoods(WebhookReceiver receiver) {
    return receiver.requests().stream()
        .map(each -> each.body().replaceAll(".*likelihood\":([0-9.]+).*", "$1"))
        .toList();
  }

  @Test
  void tellsOnlyWhatTheFilterLetsThrough() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "1")) {
      sender.register(
          wanting(
              endpoint("e1", receiver.url().toString()),
              0,
              new EndpointFilter(null, 0.3, Set.of())));
      double[] sent = {0.5, 0.29, 0.3, 0.1};
      for (int i = 0; i < sent.length; i++) {
        sender.announce("customer" + i, 1, sent[i]);
      }
      sender.until(() -> receiver.requests().size() == 2);
      sender.idle(WHILE);
      assertThat(likelihoods(receiver)).containsExactlyInAnyOrder("0.29", "0.1");
    }
  }

  /** A record without value is for tables; it neither is a message nor stops the next one. */
  @Test
  void endpointsAreNotToldOfWithdrawals() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "1")) {
      sender.register(wanting(endpoint("e1", receiver.url().toString()), 0, EndpointFilter.NONE));
      sender.announce("anna", 1, 0.5);
      sender.withdraw("anna");
      sender.announce("anna", 2, 0.7);
      sender.until(() -> receiver.requests().size() == 2);
      sender.idle(WHILE);
      assertThat(likelihoods(receiver)).containsExactly("0.5", "0.7");
    }
  }

  @Test
  void comparesWithWhatThisEndpointWasLastSent() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "1")) {
      sender.register(wanting(endpoint("e1", receiver.url().toString()), 0.1, EndpointFilter.NONE));
      double[] announced = {0.5, 0.55, 0.59, 0.6, 0.51, 0.5, 1.0, 0.0};
      for (int i = 0; i < announced.length; i++) {
        sender.announce("anna", i + 1, announced[i]);
        sender.idle(Duration.ofMillis(60));
      }
      // 0.55 and 0.59 are near to 0.5, 0.51 is near to 0.6; reached and expired are always sent.
      sender.until(() -> receiver.requests().size() == 5);
      assertThat(likelihoods(receiver)).containsExactly("0.5", "0.6", "0.5", "1.0", "0.0");
    }
  }

  @Test
  void whatWaitsIsBroughtUpToDateHoweverSmallTheChange() throws Exception {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "1")) {
      receiver.thenAnswer(ReceiverAnswer.status(200), ReceiverAnswer.status(500));
      sender.register(wanting(endpoint("e1", receiver.url().toString()), 0.1, EndpointFilter.NONE));
      sender.announce("anna", 1, 0.5);
      sender.until(() -> receiver.requests().size() == 1);
      sender.idle(WHILE);
      sender.announce("anna", 2, 0.7);
      sender.until(() -> receiver.requests().size() == 2);
      sender.idle(WHILE);
      sender.announce("anna", 3, 0.52);
      sender.pass(Duration.ofSeconds(2));
      sender.until(() -> receiver.requests().size() == 3);
      assertThat(likelihoods(receiver)).containsExactly("0.5", "0.7", "0.52");
    }
  }
}
