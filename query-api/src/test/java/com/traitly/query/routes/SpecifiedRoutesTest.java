package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.route.OpenRoute;
import com.traitly.query.docs.DocsRoutes;
import com.traitly.testkit.spec.OpenApi;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The query API serves exactly the described GET operations. */
final class SpecifiedRoutesTest extends ServedTest {
  SpecifiedRoutesTest() {
    super(1);
  }

  @Test
  void theReadsThatAreDescribedAreServed() {
    assertThat(server.routes)
        .extracting(each ->
            "%s %s %s %s"
                .formatted(
                    each.method(),
                    each.path(),
                    each.scope().wireName(),
                    new TreeSet<>(each.parameters())))
        .containsExactlyInAnyOrderElementsOf(OpenApi.keyedOperations("GET"));
  }

  @Test
  void theDocumentsDescribeThemselves() {
    assertThat(DocsRoutes.all())
        .extracting(OpenRoute::path)
        .filteredOn(path -> path.endsWith(".json"))
        .isNotEmpty()
        .allMatch(OpenApi.openPaths()::contains);
  }
}
