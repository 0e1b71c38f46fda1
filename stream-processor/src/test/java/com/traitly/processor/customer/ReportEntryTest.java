package com.traitly.processor.customer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.Event;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.goals.GoalFold;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
class ReportEntryTest {
  private static final long HOUR = 3_600_000;
  private static final GoalRules RULES =
      new GoalRules(
          GoalReader.read(
              Json.read(
                  """
                  {"entry": {"on": {"event": "Look"}}, "window": {"hours": 12}, "reentry": "always",
                   "target": {"any": [{"event": "Buy", "count": 1}]}}\
                  """
                      .getBytes(StandardCharsets.UTF_8)),
              "goal",
              1,
              new Problems()));

  private final CustomerState state = new CustomerState();
  private final CustomerTimeline timeline = new CustomerTimeline(state, new MemoryPages());
  private final CustomerFacts facts = new CustomerFacts("acme", state, timeline, List.of(RULES));

  @RepeatedTest(100)
  void figuresThatFollowEachEventAreThoseOfTheWholeHistory(RandomGenerator random) {
    long now = 1_000 * HOUR;
    for (int i = 0; i < 30; i++) {
      now += random.nextLong(10) * HOUR;
      String name = random.nextInt(3) == 0 ? "Buy" : "Look";
      facts.apply(new Event("c", name, now, now, "id" + i, Map.of()), now);
      // What is stored has the newest window only, so earlier figures come from the last entry.
      Enrolment enrolment = stored();
      enrolment.reportEntry(entry(enrolment, now));
      state.goals().put("goal", enrolment);
    }
    ReportEntry followed = requireNonNull(stored().reportEntry());
    Enrolment fresh =
        Enrolment.replacing(null, GoalFold.whole(RULES, timeline.history(Long.MIN_VALUE), null));

    assertThat(followed).isEqualTo(entry(fresh, now));
    GoalFigures figures = followed.figures();
    long over = figures.count(GoalFigures.REACHED) + figures.count(GoalFigures.EXPIRED);
    assertThat(figures.count(GoalFigures.ENROLLED) - over).isBetween(0L, 1L);
    assertThat(figures.minus(figures)).isEqualTo(GoalFigures.NONE);
  }

  @Test
  void onlyAnAnnouncedOpenWindowHasAPlace() {
    facts.apply(new Event("c", "Look", HOUR, HOUR, "id", Map.of()), HOUR);
    Enrolment enrolment = requireNonNull(state.enrolment(RULES));
    GoalWindow window = requireNonNull(enrolment.track().window());
    assertThat(entry(enrolment, HOUR).listed()).isNull();
    enrolment.announced(new Announced(window.openedAt(), 0.25, 0));

    assertThat(entry(enrolment, HOUR).listed())
        .isEqualTo(new ReportEntry.Listed(0.25, 13 * HOUR, false, "Buy"));
    assertThat(entry(enrolment, 13 * HOUR).listed()).as("over").isNull();
  }

  private Enrolment stored() {
    return requireNonNull(
        CustomerStateCodec.read(CustomerStateCodec.write(state)).enrolment(RULES));
  }

  private ReportEntry entry(Enrolment enrolment, long now) {
    return ReportEntry.of(
        RULES,
        enrolment,
        () -> GoalFold.whole(RULES, timeline.history(Long.MIN_VALUE), null),
        "Buy",
        now);
  }
}
