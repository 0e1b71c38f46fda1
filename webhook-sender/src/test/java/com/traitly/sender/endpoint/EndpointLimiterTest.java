package com.traitly.sender.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.webhook.EncryptedText;
import com.traitly.contracts.webhook.Endpoint;
import com.traitly.contracts.webhook.EndpointFilter;
import com.traitly.contracts.wire.webhook.Destination;
import com.traitly.sender.SenderHarness;
import com.traitly.sender.endpoint.AttemptOutcome.Delivered;
import com.traitly.sender.endpoint.AttemptVerdict.Condition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EndpointLimiterTest {
  private static final AttemptVerdict TAKEN =
      new AttemptVerdict(new Delivered(), Condition.WORKING, Duration.ZERO);

  private final EndpointLimiter limiter = new EndpointLimiter(SenderHarness.CIRCUITS);

  private static Endpoint endpoint(int maxInFlight, int rate) {
    return new Endpoint(
        "e1",
        new Destination("http://x", Map.of()).sealed(text -> new EncryptedText("k1", text)),
        new Endpoint.Interest(Set.of(), Set.of(), 0, EndpointFilter.NONE),
        true,
        maxInFlight,
        rate,
        true,
        false,
        List.of(),
        0,
        0,
        null);
  }

  @Test
  void holdsSoManyAtOnce() {
    Endpoint two = endpoint(2, 0);
    assertThat(limiter.enter(two, "task", 0)).isTrue();
    assertThat(limiter.enter(two, "task", 0)).isTrue();
    assertThat(limiter.enter(two, "task", 0)).isFalse();

    limiter.left(TAKEN, 0, 5);
    assertThat(limiter.enter(two, "task", 5)).isTrue();
  }

  @Test
  void letsTasksInByTurnsWhenThereIsNotRoomForAll() {
    List<String> tasks = List.of("first", "second", "third", "fourth");
    Map<String, Integer> entered = new HashMap<>();
    for (long now = 0; now < 40_000; now += 10) {
      // Always in the same order, as the ticks of a thread's tasks are.
      for (String task : tasks) {
        if (limiter.enter(endpoint(1, 0), task, now)) {
          entered.merge(task, 1, Integer::sum);
        }
      }
      limiter.left(TAKEN, now, now);
    }
    assertThat(entered.values()).hasSize(4).allMatch(count -> count > 500);
  }

  @Test
  void keepsNoRoomForTasksThatWantNoMore() {
    Endpoint one = endpoint(1, 0);
    limiter.enter(one, "first", 0);
    limiter.enter(one, "second", 0);
    limiter.left(TAKEN, 0, 5);

    assertThat(limiter.enter(one, "first", 200)).isTrue();
  }

  @Test
  void keepsTheRate() {
    int entered = 0;
    for (long now = 0; now < 5_000; now += 10) {
      while (limiter.enter(endpoint(256, 20), "task", now)) {
        limiter.left(TAKEN, now, now);
        entered++;
      }
    }
    assertThat(entered).isBetween(100, 104);
  }
}
