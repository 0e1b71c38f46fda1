package com.traitly.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialCustomer;
import com.traitly.funnel.TrialFunnel;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelStepTest {
  private static final Duration WINDOW = Duration.ofDays(30);
  private static final long SIGN_UP = 1_000;
  private static final long END = SIGN_UP + WINDOW.toSeconds();

  @Test
  void aCustomerCountsOnceHoweverOftenItDidIt() {
    TrialFunnel funnel =
        funnel(
            event("a", "Act", SIGN_UP),
            event("a", "Act", SIGN_UP + 1),
            event("a", "Subscribed", SIGN_UP + 2),
            event("b", "Act", SIGN_UP));

    assertThat(FunnelStep.of(funnel, WINDOW, List.of("Act", "Never")))
        .containsExactly(new FunnelStep("Act", 2, 1, 3), new FunnelStep("Never", 0, 0, 3));
  }

  @Test
  void onlyWhatHappensInTheWindowCounts() {
    TrialFunnel funnel =
        funnel(
            event("a", "Act", SIGN_UP),
            event("a", "Subscribed", END - 1),
            event("b", "Act", END - 1),
            event("b", "Subscribed", END),
            event("c", "Act", END));

    assertThat(FunnelStep.of(funnel, WINDOW, List.of("Act")))
        .containsExactly(new FunnelStep("Act", 2, 1, 3));
  }

  @Test
  void theWindowIsThatOfTheGoal() {
    assertThat(DemoGoals.window()).isEqualTo(WINDOW);
  }

  private static TrialFunnel funnel(FunnelEvent... events) {
    return new TrialFunnel(List.of(customer("a"), customer("b"), customer("c")), List.of(events));
  }

  private static TrialCustomer customer(String id) {
    return new TrialCustomer(id, id, id + "@example.com", "Trial", SIGN_UP, 0);
  }

  private static FunnelEvent event(String customer, String name, long at) {
    return new FunnelEvent(customer, customer + name + at, name, at);
  }
}
