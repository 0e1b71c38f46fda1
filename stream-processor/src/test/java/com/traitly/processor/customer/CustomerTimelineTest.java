package com.traitly.processor.customer;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.CustomerFacts.Verdict;
import com.traitly.processor.goals.GoalRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("thorough")
class CustomerTimelineTest {
  private static final long START = 1_750_000_000_000L;
  private static final long DAY = 86_400_000L;
  private static final int MILLION = 1_000_000;
  private static final GoalRules GOAL =
      new GoalRules(
          goal(
              """
              {"entry": {"on": {"event": "e1"}}, "window": {"days": 30}, "reentry": "always",
               "target": {"any": [{"event": "e2", "count": 3}]}}\
              """));

  private final MemoryPages pages = new MemoryPages();
  private final CustomerState state = new CustomerState();
  private final CustomerTimeline timeline = new CustomerTimeline(state, pages);
  private final CustomerFacts facts = new CustomerFacts("acme", state, timeline, List.of(GOAL));

  @Test
  void anEventTouchesNoMoreAfterAMillionThanAfterAThousand() {
    int next = apply(0, 1_000);
    long[] small = touchedByAThousand(next);
    next = apply(next + 1_000, MILLION - 2_000);
    long[] large = touchedByAThousand(next);

    assertThat(state.total("e0") * 10).isEqualTo(MILLION + 1_000);
    assertThat(small[0]).as("chunks read").isLessThanOrEqualTo(1_000 / CustomerTimeline.RECENT + 1);
    assertThat(large[0]).as("chunks read").isLessThanOrEqualTo(1_000 / CustomerTimeline.RECENT + 1);
    // One to look the id up, one to pack it, and now and then one to split a bucket.
    assertThat(large[1]).as("buckets read").isBetween(1_000L, 2_200L);
    assertThat(large[2]).as("pages written").isLessThan(1_200);
    assertThat(pages.bytes() / (double) MILLION).as("bytes per event").isLessThan(12);
  }

  @Test
  void everyIdIsKnownForSevenDaysAndForgottenThen() {
    apply(0, 10_000);
    long now = START + 5_000;

    assertThat(facts.apply(event(0, now), now)).isEqualTo(Verdict.REPEATED);
    assertThat(facts.apply(event(9_990, now), now)).isEqualTo(Verdict.REPEATED);
    for (int i = 0; i < 10_000; i += 7) {
      assertThat(facts.apply(event(i, START + 7 * DAY), START + 7 * DAY))
          .isEqualTo(Verdict.REPEATED);
    }
    assertThat(facts.apply(event(0, now + 9 * DAY), now + 9 * DAY)).isEqualTo(Verdict.COUNTED);
  }

  @Test
  void idsThatAreOldMakeRoom() {
    apply(0, 20_000);
    int buckets = state.idBuckets;
    for (int month = 1; month < 5; month++) {
      for (int i = 0; i < 20_000; i++) {
        long now = START + month * 30L * DAY;
        facts.apply(event(month * 20_000 + i, now), now);
      }
    }

    assertThat(state.idBuckets).isLessThan(buckets * 2);
    assertThat(pages.bytes() / 100_000).isLessThan(8);
  }

  @Test
  void aLateEventReadsOnlyTheChunksSinceTheWindowOpened() {
    apply(0, 100_000);
    long now = state.lastEventAt;
    pages.chunksRead = 0;

    facts.apply(
        new Event("c", "e5", now - 90_000_000L, START, "late, of no concern", Map.of()), START);
    assertThat(pages.chunksRead).isLessThanOrEqualTo(1);

    facts.apply(new Event("c", "e2", now - 2_000, START, "late, may reach", Map.of()), START);
    assertThat(pages.chunksRead).isLessThanOrEqualTo(6);

    assertThat(timeline.since(now - 100_000)).hasSize(102);
  }

  private long[] touchedByAThousand(int from) {
    pages.chunksRead = 0;
    pages.bucketsRead = 0;
    pages.written = 0;
    apply(from, 1_000);
    return new long[] {pages.chunksRead, pages.bucketsRead, pages.written};
  }

  private int apply(int from, int count) {
    for (int i = from; i < from + count; i++) {
      long now = START + i * 500L;
      facts.apply(event(i, now), now);
    }
    return from + count;
  }

  private static Event event(int number, long receivedAt) {
    long at = START - 1_000L * MILLION + number * 1_000L;
    return new Event("c", "e" + number % 10, at, receivedAt, "id" + number, Map.of());
  }

  private static Goal goal(String json) {
    return GoalReader.read(
        Json.read(json.getBytes(StandardCharsets.UTF_8)), "goal", 1, new Problems());
  }
}
