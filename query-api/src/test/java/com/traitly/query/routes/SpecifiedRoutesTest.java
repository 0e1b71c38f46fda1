package com.traitly.query.routes;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.route.OpenRoute;
import com.traitly.query.docs.DocsRoutes;
import com.traitly.testkit.spec.OpenApi;
import java.util.List;
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
    assertThat(DocsRoutes.all("traitly.", List.of("127.0.0.1:9092")))
        .extracting(OpenRoute::path)
        .filteredOn(path -> path.endsWith(".json"))
        .map(path -> path.replaceFirst("^/schemas/.+[.]json$", "/schemas/{topic}.json"))
        .isNotEmpty()
        .allMatch(OpenApi.openPaths()::contains);
  }
}
