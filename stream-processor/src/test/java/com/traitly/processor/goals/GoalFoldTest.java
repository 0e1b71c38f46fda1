package com.traitly.processor.goals;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
class GoalFoldTest {
  private static final long HOUR = 3_600_000;
  private static final GoalRules NEVER_AGAIN = rules("", "never");
  private static final GoalRules ALWAYS =
      rules("\"entry\": {\"on\": {\"event\": \"Look\"}},", "always");

  @Test
  void whoIsCreatedEntersAndReachesByEnoughEvents() {
    GoalWindow window = onlyWindow(NEVER_AGAIN, event("Buy", 2), event("Look", 3), event("Buy", 5));

    assertThat(window.openedAt()).isEqualTo(HOUR);
    assertThat(window.reachedAt()).isEqualTo(5 * HOUR);
    assertThat(window.count("Look")).isEqualTo(1);
    assertThat(GoalStatus.of(NEVER_AGAIN, window, 30 * HOUR)).isEqualTo(GoalStatus.REACHED);
  }

  @Test
  void whatHappensAtTheEndIsTooLate() {
    GoalWindow window = onlyWindow(NEVER_AGAIN, event("Buy", 2), event("Buy", 11));

    assertThat(window.reached()).isFalse();
    assertThat(GoalStatus.of(NEVER_AGAIN, window, 11 * HOUR - 1)).isEqualTo(GoalStatus.ACTIVE);
    assertThat(GoalStatus.of(NEVER_AGAIN, window, 11 * HOUR)).isEqualTo(GoalStatus.EXPIRED);
  }

  @Test
  void anotherWindowOpensOnlyWhenTheLastIsReachedOrOver() {
    List<GoalWindow> windows =
        GoalFold.whole(
                ALWAYS,
                history(
                    event("Look", 2),
                    event("Look", 3),
                    event("Buy", 4),
                    event("Buy", 5),
                    event("Look", 6),
                    event("Look", 20)),
                null)
            .windows();

    assertThat(windows).extracting(window -> window.openedAt() / HOUR).containsExactly(2L, 6L, 20L);
    assertThat(windows).extracting(GoalWindow::reached).containsExactly(true, false, false);
    assertThat(windows.getLast().entry().previousWindows()).isEqualTo(2);
    assertThat(windows.getLast().entry().reachedWindows()).isEqualTo(1);
    assertThat(windows.getLast().entry().targetBefore()).isEqualTo(2);
  }

  @RepeatedTest(300)
  void lateEventsAreAbsorbedAsIfTheyHadComeInTime(RandomGenerator random) {
    GoalRules rules = random.nextBoolean() ? NEVER_AGAIN : ALWAYS;
    List<TimelineEntry> events = new ArrayList<>();
    for (int i = random.nextInt(12); i > 0; i--) {
      events.add(drawn(random));
    }
    TimelineEntry late = drawn(random);
    EnrolmentWindows track = GoalFold.whole(rules, history(events), null);
    boolean absorbed = LateEvents.absorb(rules, track, late);
    events.add(late);
    EnrolmentWindows whole = GoalFold.whole(rules, history(events), null);

    if (absorbed) {
      assertThat(track.window()).usingRecursiveComparison().isEqualTo(whole.window());
    }
  }

  private static TimelineEntry drawn(RandomGenerator random) {
    String name = List.of("Look", "Buy", "Other").get(random.nextInt(3));
    return event(name, random.nextInt(2, 30));
  }

  private static GoalWindow onlyWindow(GoalRules rules, TimelineEntry... events) {
    EnrolmentWindows track = GoalFold.whole(rules, history(events), null);
    assertThat(track.windows()).hasSize(1);
    return requireNonNull(track.window());
  }

  private static CustomerHistory history(TimelineEntry... events) {
    return history(List.of(events));
  }

  /** A customer created after an hour, with these events in the order sent. */
  private static CustomerHistory history(List<TimelineEntry> sent) {
    List<TimelineEntry> events =
        sent.stream().sorted(Comparator.comparingLong(TimelineEntry::at)).toList();
    long first = events.isEmpty() ? Long.MAX_VALUE : events.getFirst().at();
    return new CustomerHistory(OptionalLong.of(HOUR), new ProfileHistory(), first, events);
  }

  private static TimelineEntry event(String name, int hour) {
    return new TimelineEntry(name, hour * HOUR);
  }

  private static GoalRules rules(String entry, String reentry) {
    String json =
        """
        {%s "window": {"hours": 10}, "reentry": "%s",
         "target": {"any": [{"event": "Buy", "count": 2}]}}\
        """
            .formatted(entry, reentry);
    return new GoalRules(
        GoalReader.read(
            Json.read(json.getBytes(StandardCharsets.UTF_8)), "goal", 1, new Problems()));
  }
}
