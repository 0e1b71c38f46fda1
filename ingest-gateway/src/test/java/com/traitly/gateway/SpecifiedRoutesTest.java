package com.traitly.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.spec.OpenApi;
import org.junit.jupiter.api.Test;

/**
 * All that is no GET is the gateway's: what is described is served, what is served is described.
 */
final class SpecifiedRoutesTest {
  @Test
  void theGatewayServesTheWritesThatAreDescribed() {
    try (GatewayFixture gateway = GatewayFixture.acknowledging()) {
      assertThat(gateway.routes)
          .extracting(each -> each.method() + " " + each.path() + " " + each.scope().wireName())
          .containsExactlyInAnyOrderElementsOf(
              OpenApi.keyedOperations("POST", "PUT", "PATCH", "DELETE"));
    }
  }
}
