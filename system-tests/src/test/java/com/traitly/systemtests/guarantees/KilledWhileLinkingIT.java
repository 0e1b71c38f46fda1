package com.traitly.systemtests.guarantees;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.client.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The stream-processor is killed while events move from anonymous ids to customers, and more come
 * in: each acknowledged event counts once, for the customer.
 */
@Tag("slow")
class KilledWhileLinkingIT {
  private static final int ROUNDS = 2;
  private static final int LINKS = 12;
  private static final int EVENTS = 600;
  private static final int LATER = 40;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration AT_ONCE = Duration.ofMillis(5);

  @TempDir Path directory;

  @Test
  void everyEventCountsOnceForItsCustomer() {
    try (Fleet fleet = new Fleet(directory, 1)) {
      fleet.awaitReady();
      for (int round = 0; round < ROUNDS; round++) {
        killWhileLinking(fleet, round);
      }
    }
  }

  private static void killWhileLinking(Fleet fleet, int round) {
    List<String> numbers = IntStream.range(0, LINKS).mapToObj(link -> round + "-" + link).toList();
    numbers.forEach(each -> send(fleet, "visitor-" + each, EVENTS));
    numbers.forEach(each -> awaitCount(fleet, "visitor-" + each, EVENTS));
    numbers.forEach(each -> {
      String path = "/customer/user-" + each + "/link";
      String body = "{\"anonymous_id\": \"visitor-" + each + "\"}";
      assertThat(fleet.caller.post(fleet.gateway, path, body).status()).isEqualTo(202);
    });
    Await.until(
        "the first event to move",
        PATIENCE,
        AT_ONCE,
        () -> numbers.stream().anyMatch(each -> count(fleet, "user-" + each) > 0));
    assertThat(numbers)
        .as("links that are carried out before the kill")
        .anyMatch(each -> count(fleet, "user-" + each) < EVENTS);
    fleet.processors.getFirst().kill();
    numbers.forEach(each -> send(fleet, "visitor-" + each, LATER));
    fleet.processors.getFirst().launch();

    for (String each : numbers) {
      awaitCount(fleet, "user-" + each, EVENTS + LATER);
    }
    for (String each : numbers) {
      // Exactly once: a right count also stays right, and the list agrees.
      assertThat(count(fleet, "user-" + each)).isEqualTo(EVENTS + LATER);
      awaitListed(fleet, "user-" + each, EVENTS + LATER);
      awaitListed(fleet, "visitor-" + each, 0);
      assertThat(
              fleet
                  .caller
                  .get(fleet.queries.getFirst(), StyledGoal.lookup("visitor-" + each), "")
                  .body()
                  .path("detail")
                  .asText())
          .contains("was linked to customer 'user-" + each);
    }
  }

  /** Events with ids that the gateway makes: nothing but the move itself can keep them single. */
  private static void send(Fleet fleet, String id, int events) {
    List<String> ids = new ArrayList<>(Collections.nCopies(events, id));
    assertThat(fleet.caller.post(fleet.gateway, "/event", StyledGoal.events(ids)).status())
        .isEqualTo(201);
  }

  private static long count(Fleet fleet, String id) {
    return fleet.caller.get(fleet.queries.getFirst(), StyledGoal.lookup(id), "").completed();
  }

  private static void awaitCount(Fleet fleet, String id, long expected) {
    Await.until(
        expected + " events of " + id + ", last seen " + count(fleet, id),
        PATIENCE,
        Duration.ofMillis(50),
        () -> count(fleet, id) == expected);
  }

  private static void awaitListed(Fleet fleet, String id, int expected) {
    Await.until(
        "a list of " + expected + " events of " + id,
        PATIENCE,
        Duration.ofMillis(50),
        () ->
            fleet
                    .caller
                    .get(fleet.queries.getFirst(), "/event?limit=1000&customer_id=" + id, "")
                    .body()
                    .path("data")
                    .size()
                == expected);
  }
}
