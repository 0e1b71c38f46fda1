package com.traitly.processor.decision;

import static com.traitly.contracts.model.AnnouncementObject.GOAL_PROPENSITY_CHANGE;
import static com.traitly.contracts.model.AnnouncementObject.RECOMMENDED_NEXT_ACTIONS;
import static com.traitly.processor.decision.DecidedCustomer.HOUR;
import static com.traitly.processor.decision.DecidedCustomer.RULES;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.GoalTransition;
import com.traitly.contracts.model.GoalTransition.Kind;
import com.traitly.prediction.GoalModel;
import com.traitly.prediction.features.FeatureSpace;
import com.traitly.prediction.features.TimeGrid;
import com.traitly.processor.decision.Effects.Announcement;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.registry.Course;
import com.traitly.processor.registry.GoalRegistry;
import com.traitly.processor.registry.PublishedModel;
import com.traitly.testkit.Seeded;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@Seeded
class CustomerUpdateTest {
  private static final AccountKey GOAL = new AccountKey("acme", "goal");
  private static final long START = 1_000 * HOUR;

  private final GoalRegistry registry = new GoalRegistry();
  private final CustomerUpdate update = new CustomerUpdate(registry, new HistoryLoading());
  private final DecidedCustomer customer = new DecidedCustomer();

  CustomerUpdateTest() {
    registry.goal(GOAL, RULES.goal());
    registry.model(GOAL, model(true));
  }

  @Test
  void aWindowThatOpensIsAnnouncedWholeAndOnce() {
    customer.did("Look", START);

    Effects effects = decide(START);

    assertThat(kinds(effects)).containsExactly(Kind.ENTERED);
    assertThat(effects.announcements())
        .extracting(Announcement::object)
        .containsExactlyInAnyOrder(GOAL_PROPENSITY_CHANGE, RECOMMENDED_NEXT_ACTIONS);
    assertThat(effects.announcements()).allMatch(each -> each.openedAt() == START);
    assertThat(effects.reports()).hasSize(1);
    assertNothing(decide(START));
  }

  @Test
  void theTargetIsAnnouncedAsCertain() {
    customer.did("Look", START);
    var unused = decide(START);
    customer.did("Buy", START + HOUR);

    Effects effects = decide(START + HOUR);

    assertThat(kinds(effects)).containsExactly(Kind.REACHED);
    assertThat(effects.announcements())
        .filteredOn(each -> each.object() == GOAL_PROPENSITY_CHANGE)
        .singleElement()
        .satisfies(each -> assertThat(each.recommendation().likelihood()).isEqualTo(1));
    assertNothing(decide(START + HOUR));
  }

  @Test
  void theEndOfAWindowIsLookedForAndAnnounced() {
    customer.did("Look", START);
    long next = decide(START).nextLook();
    List<Kind> kinds = new ArrayList<>();
    for (int i = 0; i < 100 && next != Effects.NEVER; i++) {
      assertThat(next).isBetween(START + 1, START + 12 * HOUR);
      Effects effects = decide(next);
      kinds.addAll(kinds(effects));
      next = effects.nextLook();
    }

    assertThat(kinds).containsExactly(Kind.EXPIRED);
    assertThat(next).isEqualTo(Effects.NEVER);
  }

  @Test
  void aWindowThatWasOverBeforeAnybodyLookedIsNotAnnounced() {
    customer.did("Look", START);

    Effects effects = decide(START + 13 * HOUR);

    assertThat(effects.announcements()).isEmpty();
    assertThat(effects.transitions()).isEmpty();
    assertThat(effects.reports()).as("it counts all the same").hasSize(1);
  }

  @Test
  void nothingIsAnnouncedUntilTheFirstRoundHasLearnt() {
    registry.model(GOAL, model(false));
    customer.did("Look", START);
    assertThat(decide(START).announcements()).isEmpty();

    registry.model(GOAL, model(true));

    assertThat(kinds(decide(START))).containsExactly(Kind.ENTERED);
  }

  @Test
  void whoIsInADeletedGoalLeavesItOnce() {
    customer.did("Look", START);
    var unused = decide(START);
    registry.goal(GOAL, null);

    Effects effects = leave(START + HOUR);

    assertThat(effects.transitions())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.kind()).isEqualTo(Kind.LEFT);
          assertThat(each.windowStart()).isEqualTo(START);
        });
    assertNothing(leave(START + HOUR));
  }

  @Test
  void whoWasNeverAnnouncedLeavesSilently() {
    customer.did("Look", START);

    assertThat(leave(START).transitions()).isEmpty();
  }

  @Test
  void anEnrolmentInAnotherVersionWaitsForTheReplay() {
    customer.did("Look", START);
    GoalRules changed = DecidedCustomer.rules(2);
    registry.goal(GOAL, changed.goal());

    assertNothing(decide(START));
  }

  @Test
  void onlyGoalsWithAModelOrWithTheCustomerInThemAreFollowed() {
    registry.model(GOAL, null);
    assertThat(update.followed("acme", customer.state)).isEmpty();

    customer.did("Look", START);

    assertThat(update.followed("acme", customer.state)).hasSize(1);
    assertThat(update.followed("other", customer.state)).isEmpty();
  }

  @Test
  void aWindowIsToBeAnnouncedWhileItIsOpenAndUnknown() {
    assertThat(CustomerUpdate.isToAnnounce(customer.state, RULES, false, START)).isFalse();
    customer.did("Look", START);
    assertThat(CustomerUpdate.isToAnnounce(customer.state, RULES, false, START)).isTrue();
    var unused = decide(START);

    assertThat(CustomerUpdate.isToAnnounce(customer.state, RULES, false, START)).isFalse();
    assertThat(CustomerUpdate.isToAnnounce(customer.state, RULES, true, START)).isTrue();
    assertThat(CustomerUpdate.isToAnnounce(customer.state, RULES, true, START + 12 * HOUR))
        .isFalse();
  }

  /** Whatever happens: windows are entered before they end, end once, and nothing is said twice. */
  @RepeatedTest(50)
  void everyWindowIsEnteredAndEndsOnceAndSequencesIncrease(RandomGenerator random) {
    Map<Long, List<Kind>> windows = new TreeMap<>();
    long sequence = customer.state.sequence();
    long now = START;
    for (int i = 0; i < 60; i++) {
      now += 1 + random.nextLong(6 * HOUR);
      if (random.nextBoolean()) {
        customer.did(List.of("Look", "Ask", "Buy").get(random.nextInt(3)), now);
      }
      Effects effects = decide(now);
      for (GoalTransition each : effects.transitions()) {
        windows.computeIfAbsent(each.windowStart(), any -> new ArrayList<>()).add(each.kind());
      }
      for (Announcement each : effects.announcements()) {
        assertThat(each.sequence()).isGreaterThan(sequence);
        sequence = each.sequence();
        assertThat(each.recommendation().likelihood()).isBetween(0.0, 1.0);
      }
      assertThat(effects.nextLook()).isGreaterThan(now);
      assertNothing(decide(now));
    }

    assertThat(windows.values())
        .allSatisfy(kinds -> {
          assertThat(kinds.getFirst()).isEqualTo(Kind.ENTERED);
          assertThat(kinds).hasSizeLessThanOrEqualTo(2).doesNotHaveDuplicates();
        });
  }

  private Effects decide(long now) {
    return update.decide(customer.loaded(), UpdateTrigger.due(now, now));
  }

  private Effects leave(long now) {
    return update.leave(customer.loaded(), "goal", UpdateTrigger.goal("goal", 1, now));
  }

  private static void assertNothing(Effects effects) {
    assertThat(effects.transitions()).isEmpty();
    assertThat(effects.announcements()).isEmpty();
    assertThat(effects.lessons()).isEmpty();
    assertThat(effects.reports()).isEmpty();
  }

  private static List<Kind> kinds(Effects effects) {
    return effects.transitions().stream().map(GoalTransition::kind).toList();
  }

  private static PublishedModel model(boolean learnt) {
    TimeGrid shape = TimeGrid.ofWindow(RULES.goal().windowMillis());
    return new PublishedModel(
        Course.first(1), learnt, null, GoalModel.initial(shape, new FeatureSpace(List.of()), 0.2));
  }
}
