package com.traitly.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.spec.OpenApi;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The gateway serves exactly the described operations other than GET. */
final class SpecifiedRoutesTest {
  @Test
  void theGatewayServesTheWritesThatAreDescribed() {
    try (GatewayFixture gateway = GatewayFixture.acknowledging()) {
      assertThat(gateway.routes)
          .extracting(each ->
              "%s %s %s %s"
                  .formatted(
                      each.method(),
                      each.path(),
                      each.scope().wireName(),
                      new TreeSet<>(each.parameters())))
          .containsExactlyInAnyOrderElementsOf(
              OpenApi.keyedOperations("POST", "PUT", "PATCH", "DELETE"));
    }
  }
}
