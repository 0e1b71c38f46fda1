package com.traitly.sender;

import static com.traitly.sender.SenderHarness.endpoint;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.Endpoint;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.WebhookReceiver;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pause while announcements keep coming. */
final class PauseTest {
  private static final int CUSTOMERS = 100;
  private static final List<String> GOALS = List.of("trial", "renewal");
  private static final int SUBJECTS = CUSTOMERS * GOALS.size();

  @TempDir Path directory;

  private int sequence;

  private void announceToAll(SenderHarness sender, int rounds) {
    for (int round = 0; round < rounds; round++) {
      for (String goal : GOALS) {
        sequence++;
        for (int customer = 0; customer < CUSTOMERS; customer++) {
          sender.announce("customer" + customer, goal, sequence);
        }
      }
    }
  }

  /** How many announcements of each customer and goal these requests represent. */
  private static Map<String, Integer> stoodFor(List<ReceivedRequest> requests) {
    Map<String, Integer> counts = new HashMap<>();
    for (ReceivedRequest each : requests) {
      String subject = each.body().replaceAll(".*\"meta\":\\{(.*?)}.*", "$1");
      int superseded = each.header("traitly-superseded").map(Integer::parseInt).orElse(0);
      counts.merge(subject, 1 + superseded, Integer::sum);
    }
    return counts;
  }

  @Test
  void losesNothingAndSendsOneMessagePerCustomerAndGoalAfterwards() {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "5")) {
      Endpoint endpoint = endpoint("e1", receiver.url().toString());
      sender.register(endpoint);
      announceToAll(sender, 2);
      sender.until(() -> receiver.requests().size() > CUSTOMERS);

      sender.register(endpoint.withPaused(true));
      // Requests in flight end, even those that have not reached the receiver yet; then nothing is
      // sent.
      int[] logged = {0};
      sender.until(() -> {
        sender.idle(Duration.ofMillis(300));
        logged[0] += sender.attempts().size();
        return logged[0] == receiver.requests().size();
      });
      int before = receiver.requests().size();
      announceToAll(sender, 5);
      sender.idle(Duration.ofMillis(300));
      assertThat(receiver.requests()).hasSize(before);

      sender.register(endpoint);
      sender.until(() -> receiver.requests().size() == before + SUBJECTS);
      sender.idle(Duration.ofMillis(300));

      List<ReceivedRequest> requests = receiver.requests();
      assertThat(requests).hasSize(before + SUBJECTS);
      assertThat(stoodFor(requests.subList(before, requests.size()))).hasSize(SUBJECTS);
      assertThat(stoodFor(requests))
          .hasSize(SUBJECTS)
          .allSatisfy((subject, count) -> assertThat(count).as(subject).isEqualTo(7));
    }
  }

  @Test
  void whatWaitsIsCountedByEndpoint() {
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, "5")) {
      sender.register(endpoint("counted", receiver.url().toString()).withPaused(true));
      announceToAll(sender, 1);
      sender.pass(Duration.ofMinutes(1));
      sender.pass(Duration.ofMinutes(1));

      assertThat(SenderHarness.METERS.scrape())
          .contains("traitly_sender_outbox_waiting{account=\"acme\",endpoint=\"counted\"} 200.0")
          .containsPattern(
              "traitly_sender_outbox_age\\{account=\"acme\",endpoint=\"counted\"} 1[0-9]{2}\\.");
    }
  }
}
