package com.traitly.processor.lookup;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.traitly.contracts.error.ApiException;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.json.Problems;
import com.traitly.contracts.model.CustomerFact;
import com.traitly.contracts.wire.GoalReader;
import com.traitly.processor.customer.CustomerFacts;
import com.traitly.processor.customer.CustomerPages;
import com.traitly.processor.customer.CustomerState;
import com.traitly.processor.customer.CustomerTimeline;
import com.traitly.processor.customer.MemoryPages;
import com.traitly.processor.goals.GoalRules;
import com.traitly.processor.goals.GoalWindow;
import com.traitly.processor.registry.GoalRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssumptionTest {
  private static final long NOW = 1_000_000_000;
  private static final List<GoalRules> GOALS =
      List.of(
          new GoalRules(
              GoalReader.read(
                  Json.read(
                      """
                      {"window": {"days": 30}, "target": {"any": [{"event": "Buy", "count": 2}]}}\
                      """
                          .getBytes(StandardCharsets.UTF_8)),
                  "goal",
                  1,
                  new Problems())));

  @Test
  void countsAsIfItHadHappened() {
    CustomerState state = enrolled();

    assumption("Style Widget:+2").applyTo(state, facts(state), NOW);

    assertThat(window(state).count("Style Widget")).isEqualTo(2);
    assertThat(state.total("Style Widget")).isEqualTo(2);
    assertThat(window(state).reached()).isFalse();
  }

  @Test
  void reachesTheGoalWhenItsTargetIsAssumed() {
    CustomerState state = enrolled();

    assumption("Buy: 2").applyTo(state, facts(state), NOW);

    assertThat(window(state).reached()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Buy",
        "Buy:1",
        ":+1",
        "Buy:+x",
        "Buy:+12345",
        "Buy:+0",
        "Buy:-1",
        "Buy:+-1",
        " :+1"
      })
  void refusesOtherForms(String text) {
    assertThatThrownBy(() -> assumption(text)).isInstanceOf(ApiException.class);
  }

  private static Assumption assumption(String text) {
    return new Assumption(text, new GoalRegistry(), "acme");
  }

  private static GoalWindow window(CustomerState state) {
    return requireNonNull(requireNonNull(state.goals().get("goal")).track().window());
  }

  private static CustomerState enrolled() {
    CustomerState state = new CustomerState();
    CustomerPages pages = new MemoryPages();
    var unused =
        new CustomerFacts("acme", state, new CustomerTimeline(state, pages), GOALS)
            .apply(
                new CustomerFact.Upsert("c", NOW - 10_000, null, NOW - 10_000, Map.of()),
                null,
                NOW);
    return state;
  }

  private static CustomerFacts facts(CustomerState state) {
    CustomerPages empty =
        new CustomerPages() {
          @Override
          public byte @Nullable [] read(int chunk) {
            return null;
          }

          @Override
          public void write(int chunk, byte[] bytes) {
            throw new AssertionError("an assumption is not written");
          }
        };
    return new CustomerFacts("acme", state, new CustomerTimeline(state, empty), GOALS);
  }
}
