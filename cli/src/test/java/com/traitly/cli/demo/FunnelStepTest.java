package com.traitly.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.funnel.FunnelEvent;
import com.traitly.funnel.TrialCustomer;
import com.traitly.funnel.TrialFunnel;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunnelStepTest {
  @Test
  void aCustomerCountsOnceHoweverOftenItDidIt() {
    TrialFunnel funnel =
        new TrialFunnel(
            List.of(customer("a"), customer("b"), customer("c")),
            List.of(
                event("a", "Act"), event("a", "Act"), event("a", "Subscribed"), event("b", "Act")));

    assertThat(FunnelStep.of(funnel, List.of("Act", "Never")))
        .containsExactly(new FunnelStep("Act", 2, 1, 3), new FunnelStep("Never", 0, 0, 3));
  }

  private static TrialCustomer customer(String id) {
    return new TrialCustomer(id, id, id + "@example.com", "Trial", 0, 0);
  }

  private static FunnelEvent event(String customer, String name) {
    return new FunnelEvent(customer, customer + name, name, 0);
  }
}
