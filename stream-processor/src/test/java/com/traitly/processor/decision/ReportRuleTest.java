package com.traitly.processor.decision;

import static com.traitly.processor.decision.DecidedCustomer.HOUR;
import static com.traitly.processor.decision.DecidedCustomer.RULES;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.NextAction;
import com.traitly.contracts.model.Recommendation;
import com.traitly.processor.customer.Enrolment.Announced;
import com.traitly.processor.customer.ReportEntry;
import com.traitly.processor.decision.Effects.ReportChange;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.testkit.Seeded;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Seeded
class ReportRuleTest {
  private final DecidedCustomer customer = new DecidedCustomer();

  @Test
  void theFirstEntryIsAChangeFromNothingAndToldOnce() {
    customer.did("Look", HOUR);

    ReportChange first = requireNonNull(decide(null, HOUR));
    assertThat(first.goalName()).isEqualTo("goal");
    assertThat(first.before()).isNull();
    assertThat(first.after()).isEqualTo(customer.enrolment().reportEntry());
    assertThat(decide(null, HOUR)).isNull();
  }

  /** Each row: what was announced before, what is announced now, and what the list then shows. */
  @ParameterizedTest
  @CsvSource({
    ",        Ask,     Ask",
    ",        Ask+Buy, Ask",
    "Ask,     Buy+Ask, Buy",
    "Ask,     ,        Ask",
    "Ask+Buy, none,    ",
    "none,    ,        ",
    ",        ,        ",
    "none,    Buy,     Buy"
  })
  void theListShowsTheMostImportantActionAsLastAnnounced(
      @Nullable String before, @Nullable String now, @Nullable String shown) {
    customer.did("Look", HOUR);
    GoalWindow window = requireNonNull(customer.enrolment().track().window());
    customer.enrolment().announced(new Announced(window.openedAt(), 0.25, 0));
    var unused =
        Arrays.asList(decide(recommendation(before), HOUR), decide(recommendation(now), 2 * HOUR));

    ReportEntry entry = requireNonNull(customer.enrolment().reportEntry());
    assertThat(requireNonNull(entry.listed()).nextAction()).isEqualTo(shown);
  }

  @Test
  void nobodyIsListedUntilTheWindowIsAnnouncedNorAfterItsEnd() {
    customer.did("Look", HOUR);
    assertThat(requireNonNull(decide(recommendation("Ask"), HOUR)).after().listed()).isNull();
    GoalWindow window = requireNonNull(customer.enrolment().track().window());
    customer.enrolment().announced(new Announced(window.openedAt(), 0.25, 0));

    assertThat(requireNonNull(decide(recommendation("Ask"), HOUR)).after().listed()).isNotNull();
    assertThat(requireNonNull(decide(null, 14 * HOUR)).after().listed()).isNull();
  }

  @RepeatedTest(50)
  void changesFollowEachOtherWithoutAGap(RandomGenerator random) {
    ReportEntry last = null;
    long now = 1_000 * HOUR;
    for (int i = 0; i < 40; i++) {
      now += random.nextLong(8) * HOUR;
      if (i == 0 || random.nextBoolean()) {
        customer.did(random.nextInt(3) == 0 ? "Buy" : "Look", now);
      }
      if (customer.state.enrolment(RULES) == null) {
        continue;
      }
      ReportChange change = decide(random.nextBoolean() ? null : recommendation("Ask"), now);
      if (change != null) {
        assertThat(change.before()).isEqualTo(last);
        assertThat(change.after()).isNotEqualTo(last);
        last = change.after();
      }
      assertThat(customer.enrolment().reportEntry()).isEqualTo(last);
      assertThat(decide(null, now)).isNull();
    }
  }

  private @Nullable ReportChange decide(@Nullable Recommendation announced, long now) {
    return ReportRule.decide(
        new Subject(
            customer.loaded(), RULES, customer.enrolment(), null, UpdateTrigger.due(now, now)),
        announced);
  }

  /** Makes one of actions that are separated by plus signs; "none" has none. */
  private static @Nullable Recommendation recommendation(@Nullable String actions) {
    return actions == null ? null : new Recommendation("anna", "goal", 0.25, named(actions), HOUR);
  }

  private static List<NextAction> named(String actions) {
    return Stream.of(actions.split("\\+", -1))
        .filter(each -> !Objects.equals(each, "none"))
        .map(each -> new NextAction(each, 0, 0, 1, 1, "", ""))
        .toList();
  }
}
