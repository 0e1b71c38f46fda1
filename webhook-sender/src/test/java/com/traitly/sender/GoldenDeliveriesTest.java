package com.traitly.sender;

import static com.traitly.sender.SenderHarness.endpoint;
import static com.traitly.sender.SenderHarness.keepingAll;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.DeliveryAttempt;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.testkit.ReceivedRequest;
import com.traitly.testkit.ReceiverAnswer;
import com.traitly.testkit.WebhookReceiver;
import com.traitly.testkit.client.WebhookSignatures;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that fixed announcements lead to the same deliveries to the byte: address, headers and
 * body of each, in the order of each customer at each endpoint, and each logged attempt. What
 * follows from the clock is checked and left out. {@code make docs} rewrites the file when a change
 * is meant.
 */
class GoldenDeliveriesTest {
  private static final Path FILE = Path.of("src", "test", "resources", "golden-deliveries.txt");
  private static final String RETRIES = "5,300";
  private static final List<String> CUSTOMERS = List.of("anna", "ben", "carl/ü", "dora");

  /** Headers of the connection, and those that follow from the clock. */
  private static final Set<String> UNSTABLE =
      Set.of("host", "connection", "webhook-timestamp", "webhook-signature");

  @TempDir Path directory;

  @Test
  void theSameAnnouncementsLeadToTheSameDeliveriesAsEver() throws Exception {
    String written = String.join("\n", scenario()) + "\n";
    if (Boolean.getBoolean("traitly.docs.write")) {
      Files.createDirectories(FILE.getParent());
      Files.writeString(FILE, written);
    }

    assertThat(FILE).as("if it is meant run `make docs`, and say why").hasContent(written);
  }

  private List<String> scenario() throws Exception {
    Map<String, Integer> failures = new ConcurrentHashMap<>();
    try (var receiver = WebhookReceiver.start();
        var sender = new SenderHarness(directory, RETRIES)) {
      receiver.answerBy(request -> answer(request, failures));
      String url = receiver.url().toString();
      Endpoint newest = endpoint("newest", url + "/newest");
      sender.register(keepingAll(endpoint("all", url + "/all?a=%41&b=")));
      sender.register(newest.switched(false));
      for (int sequence = 1; sequence <= 4; sequence++) {
        for (String customer : CUSTOMERS) {
          sender.announce(customer, sequence % 2 == 0 ? "trial" : "other", sequence);
        }
      }
      List<DeliveryAttempt> attempts = new ArrayList<>();
      // Of two customers, the third and fourth message wait behind the second.
      sender.until(() -> attempts.addAll(sender.attempts()) && attempts.size() >= 4 + 4 + 2 + 2);
      sender.register(newest);
      sender.pass(Duration.ofSeconds(6));
      sender.until(
          () -> attempts.addAll(sender.attempts()) && delivered(attempts) == 4 * 4 + 4 * 2);
      List<String> lines = new ArrayList<>(requests(receiver.requests()));
      lines.addAll(attempts(attempts));
      return lines;
    }
  }

  /** Refuses the second message of two customers, once each, and takes everything else. */
  private static ReceiverAnswer answer(ReceivedRequest request, Map<String, Integer> failures) {
    String id = request.header("webhook-id").orElse("");
    boolean refused =
        (id.equals("msg_ben_2") || id.equals("msg_dora_2"))
            && request.path().contains("/all")
            && failures.merge(id, 1, Integer::sum) == 1;
    return ReceiverAnswer.status(refused ? 503 : 200);
  }

  private static long delivered(List<DeliveryAttempt> attempts) {
    return attempts.stream().filter(DeliveryAttempt::delivered).count();
  }

  /** Formats the requests by endpoint and customer; those of one customer stay in their order. */
  private static List<String> requests(List<ReceivedRequest> requests) {
    WebhookSignatures signatures = new WebhookSignatures(SenderHarness.SECRET);
    assertThat(requests).allMatch(signatures::match);
    return requests.stream()
        .sorted(
            Comparator.comparing(ReceivedRequest::path)
                .thenComparing(GoldenDeliveriesTest::customer))
        .map(each -> {
          Map<String, List<String>> headers = new TreeMap<>(each.headers());
          headers.keySet().removeAll(UNSTABLE);
          return "%s %s %s %s".formatted(each.method(), each.path(), headers, each.body());
        })
        .toList();
  }

  private static String customer(ReceivedRequest request) {
    return request.header("webhook-id").orElse("").replaceFirst("_\\d+$", "");
  }

  private static List<String> attempts(List<DeliveryAttempt> attempts) {
    return attempts.stream()
        .sorted(
            Comparator.comparing(DeliveryAttempt::endpointId)
                .thenComparing(DeliveryAttempt::customerId)
                .thenComparingLong(DeliveryAttempt::sequence)
                .thenComparingInt(DeliveryAttempt::number))
        .map(each ->
            "%s %s %s %s %s #%d %s %s '%s' then %s, sequence %d"
                .formatted(
                    each.endpointId(),
                    each.customerId(),
                    each.deliveryId(),
                    each.object(),
                    each.goalName(),
                    each.number(),
                    each.outcome(),
                    each.status(),
                    each.detail(),
                    each.nextAttemptAt() == null ? "nothing" : "again",
                    each.sequence()))
        .toList();
  }
}
