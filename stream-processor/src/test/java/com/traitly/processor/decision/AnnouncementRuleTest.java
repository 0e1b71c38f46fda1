package com.traitly.processor.decision;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.GoalStep;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.decision.RecommendationOutline.Action;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalStatus;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
class AnnouncementRuleTest {
  private static final long OPENED_AT = 1_000_000;
  private static final double MIN_DELTA = 0.05;
  private static final Action LOOK = action("Look", 0);
  private static final Action BUY = action("Buy", 0);
  private static final GoalRules RULES =
      new GoalRules(
          GoalReader.read(
              Json.read(
                  """
                  {"window": {"days": 30}, "target": {"any": [{"event": "Buy", "count": 2}]}}\
                  """
                      .getBytes(StandardCharsets.UTF_8)),
              "goal",
              1,
              new Problems()));

  @Test
  void anOpenWindowIsAnnouncedWholeAtFirst() {
    assertThat(decide(null, GoalStatus.ACTIVE, outline(0.3, LOOK)))
        .containsExactlyInAnyOrder(GOAL_PROPENSITY_CHANGE, RECOMMENDED_NEXT_ACTIONS);
  }

  @Test
  void aWindowThatWasOverBeforeStaysUnannounced() {
    assertThat(decide(null, GoalStatus.REACHED, outline(1))).isEmpty();
    assertThat(decide(null, GoalStatus.EXPIRED, outline(0))).isEmpty();
  }

  @Test
  void anotherOrderOrCountOfActionsIsAnnounced() {
    Announced before = remembered(null, outline(0.3, LOOK, BUY));

    assertThat(decide(before, GoalStatus.ACTIVE, outline(0.3, LOOK, BUY))).isEmpty();
    assertThat(decide(before, GoalStatus.ACTIVE, outline(0.3, BUY, LOOK)))
        .containsExactly(RECOMMENDED_NEXT_ACTIONS);
    assertThat(decide(before, GoalStatus.ACTIVE, outline(0.3, action("Look", 1), BUY)))
        .containsExactly(RECOMMENDED_NEXT_ACTIONS);
  }

  @Test
  void theOutcomeIsAnnouncedHoweverSmallTheMove() {
    Announced before = remembered(null, outline(0.99));

    assertThat(decide(before, GoalStatus.REACHED, outline(1)))
        .containsExactly(GOAL_PROPENSITY_CHANGE);
    assertThat(decide(remembered(before, outline(1)), GoalStatus.REACHED, outline(1))).isEmpty();
  }

  @RepeatedTest(50)
  void smallMovesAddUp(RandomGenerator random) {
    Announced last = remembered(null, outline(0.5));
    double likelihood = 0.5;
    for (int i = 0; i < 100; i++) {
      likelihood = Math.clamp(likelihood + random.nextDouble(-0.04, 0.04), 0.01, 0.99);
      RecommendationOutline now = outline(likelihood);
      Set<AnnouncementObject> objects = decide(last, GoalStatus.ACTIVE, now);
      boolean moved = Math.abs(likelihood - last.likelihood()) >= MIN_DELTA;

      assertThat(objects.contains(GOAL_PROPENSITY_CHANGE)).isEqualTo(moved);
      last = AnnouncementRule.remember(last, OPENED_AT, now, objects);
      assertThat(Math.abs(likelihood - last.likelihood())).isLessThan(MIN_DELTA);
    }
  }

  private static Set<AnnouncementObject> decide(
      @Nullable Announced before, GoalStatus status, RecommendationOutline now) {
    return AnnouncementRule.decide(before, status, now, MIN_DELTA);
  }

  private static Announced remembered(@Nullable Announced before, RecommendationOutline now) {
    return AnnouncementRule.remember(
        before, OPENED_AT, now, Set.of(GOAL_PROPENSITY_CHANGE, RECOMMENDED_NEXT_ACTIONS));
  }

  private static RecommendationOutline outline(double likelihood, Action... actions) {
    return new RecommendationOutline(RULES, likelihood, List.of(actions), OPENED_AT);
  }

  private static Action action(String name, long goalCount) {
    return new Action(new GoalStep(name, 3, "", ""), goalCount, goalCount, 5, 0.5);
  }
}
