package com.traitly.processor.topology;

import static com.traitly.contracts.model.GoalTransition.Kind.ENTERED;
import static com.traitly.contracts.model.GoalTransition.Kind.REACHED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.GoalTransition;
import com.traitly.processor.goals.GoalWindow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Facts of one second, or of one instant, happened in the order in which they were sent. */
class OneInstantTest {
  private static final long START = 1_750_000_000_000L;
  private static final String GOAL = "Goal";

  @TempDir Path directory;
  private ProcessorHarness processor;

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, START);
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @Test
  void aCustomerWhoUpgradesInTheSecondOfSigningUpReachesTheGoal() {
    define("'customer_created', 'where': {'plan': ['Trial']}", "{'plan': ['Pro']}", "never");

    processor.customer("a", "{\"plan\": \"Trial\"}").customer("a", "{\"plan\": \"Pro\"}");

    assertThat(transitions()).containsExactly(ENTERED, REACHED);
    assertThat(window("a").reached()).isTrue();
  }

  @Test
  void alsoWhenBothFactsAndTheCreationAreOfOneInstantSaid() {
    define("'customer_created', 'where': {'plan': ['Trial']}", "{'plan': ['Pro']}", "never");
    String said = ", \"created_at\": 1749999000, \"updated_at\": 1749999000}";

    processor.customer("a", "{\"plan\": \"Trial\"" + said);
    processor.customer("a", "{\"plan\": \"Pro\"" + said);

    assertThat(window("a").reachedAt()).isEqualTo(1_749_999_000_000L);
  }

  @Test
  void targetAndEntryOfOneInstantAreTakenInTheOrderSent() {
    define("{'event': 'Begin'}", "{'event': 'Finish'}", "never");

    processor.event("a", "Begin", START).event("a", "Finish", START);
    processor.event("b", "Finish", START).event("b", "Begin", START);

    assertThat(window("a").reached()).isTrue();
    assertThat(window("b").reached()).isFalse();
    assertThat(window("b").entry().targetBefore()).isEqualTo(1);
  }

  @Test
  void entryAndTargetLessThanASecondApartAreTwoFactsUnderReentry() {
    define("{'event': 'Begin'}", "{'event': 'Finish'}", "always");

    processor.event("a", "Begin", START + 100).event("a", "Finish", START + 900);
    processor.event("a", "Begin", START + 950);
    processor.event("b", "Begin", START + 100).event("b", "Finish", START + 900);

    assertThat(window("a").openedAt()).isEqualTo(START + 950);
    assertThat(requireNonNull(processor.state("a").goals().get(GOAL)).track().previousWindows())
        .isEqualTo(1);
    assertThat(window("b").reachedAt()).isEqualTo(START + 900);
  }

  @Test
  void anEventCutToItsSecondFollowsTheCreationInIt() {
    define("'customer_created'", "{'event': 'Subscribed'}", "never");
    processor.pass(Duration.ofMillis(350));

    processor.customer("a", "{\"plan\": \"Trial\"}");
    processor.event("a", "Subscribed", processor.now() / 1_000 * 1_000);

    assertThat(window("a").reached()).isTrue();
  }

  @Test
  void aMoveIntoAConditionEnrols() {
    define("{'customer': {'plan': ['Trial']}}", "{'plan': ['Pro']}", "always");

    processor.customer("a", "{\"plan\": \"Trial\"}");
    assertThat(transitions()).containsExactly(ENTERED);

    processor.customer("b", "{\"plan\": \"Free\"}");
    assertThat(transitions()).isEmpty();
    processor.customer("b", "{\"plan\": \"Trial\"}").customer("b", "{\"plan\": \"Trial\"}");
    assertThat(transitions()).containsExactly(ENTERED);
    processor.customer("b", "{\"plan\": \"Pro\"}").pass(Duration.ofSeconds(1));
    processor.customer("b", "{\"plan\": \"Trial\"}");
    assertThat(transitions()).containsExactly(REACHED, ENTERED);
  }

  @Test
  void aVerdictIsNotForgottenWhateverChangesAfterwards() {
    define("'customer_created'", "{'attribute': 'seats', 'above': 10}, {'plan': ['Pro']}", "never");
    String large = "x".repeat(900);
    for (String id : List.of("a", "b")) {
      processor.customer(id, "{\"plan\": \"Trial\", \"seats\": 1, \"note\": \"" + large + "\"}");
    }
    processor.customer("a", "{\"seats\": 20}").customer("a", "{\"seats\": 5}");
    processor.customer("b", "{\"plan\": \"Pro\"}").customer("b", "{\"plan\": \"Free\"}");
    long reachedA = window("a").reachedAt();
    long reachedB = window("b").reachedAt();

    for (int i = 0; i < 400; i++) {
      processor.customer("a", "{\"seats\": %d, \"note\": \"%s%d\"}".formatted(i % 9, large, i));
      processor.customer("b", "{\"plan\": \"Free %d\"}".formatted(i % 7));
    }
    processor.define(
        ProcessorHarness.goal(
            "Other",
            1,
            "{\"window\": {\"days\": 3}, \"target\": {\"any\": [{\"event\": \"x\"}]}}"));
    // An earlier fact causes the whole history to be folded again.
    for (String id : List.of("a", "b")) {
      processor.customer(id, "{\"seats\": 0, \"updated_at\": %d}".formatted(START - 1_000));
      processor.event(id, "Finish", START - 50_000_000);
    }

    assertThat(window("a").reachedAt()).isEqualTo(reachedA);
    assertThat(window("b").reachedAt()).isEqualTo(reachedB);
  }

  private void define(String on, String target, String reentry) {
    String json =
        """
        {'entry': {'on': %s}, 'window': {'days': 30}, 'target': {'any': [%s]}, 'reentry': '%s'}\
        """
            .formatted(on, target, reentry)
            .replace('\'', '"');
    processor.define(ProcessorHarness.goal(GOAL, json)).pass(Duration.ofSeconds(1));
  }

  private GoalWindow window(String id) {
    return requireNonNull(requireNonNull(processor.state(id).goals().get(GOAL)).track().window());
  }

  private List<GoalTransition.Kind> transitions() {
    return processor.output(processor.topics.goalLifecycle()).readValuesToList().stream()
        .map(GoalTransition::kind)
        .toList();
  }
}
