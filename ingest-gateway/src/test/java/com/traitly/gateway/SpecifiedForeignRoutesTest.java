package com.traitly.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.spec.OpenApi;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The gateway serves exactly the described routes in Segment's format, and short forms of them. */
final class SpecifiedForeignRoutesTest {
  private static final Set<String> SHORT =
      Set.of("/v1/t", "/v1/i", "/v1/p", "/v1/s", "/v1/g", "/v1/a", "/v1/b", "/beacon/v1/batch");

  @Test
  void theRoutesThatAreDescribedAreServed() {
    try (GatewayFixture gateway = GatewayFixture.acknowledging()) {
      Set<String> root =
          gateway.foreignRoutes.stream()
              .map(each -> each.path())
              .filter(path -> !path.startsWith("/segment/"))
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> below =
          gateway.foreignRoutes.stream()
              .map(each -> each.path())
              .filter(path -> path.startsWith("/segment/"))
              .map(path -> path.replaceFirst("/segment", ""))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(below).isEqualTo(root);
      assertThat(root).containsAll(SHORT);
      root.removeAll(SHORT);
      assertThat(root)
          .containsExactlyInAnyOrderElementsOf(
              OpenApi.openPaths().stream().filter(path -> path.startsWith("/v1/")).toList());
    }
  }
}
