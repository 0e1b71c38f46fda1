package com.traitly.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.http.OpenRoute;
import com.traitly.query.docs.DocsRoutes;
import com.traitly.testkit.spec.OpenApi;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every GET is the query service's: what is described is served, what is served is described. */
final class SpecifiedRoutesTest {
  @TempDir Path directory;

  @Test
  void theReadsThatAreDescribedAreServed() {
    try (QueryServer server = new QueryServer(1, directory)) {
      assertThat(server.routes)
          .extracting(each -> each.method() + " " + each.path() + " " + each.scope().wireName())
          .containsExactlyInAnyOrderElementsOf(OpenApi.keyedOperations("GET"));
    }
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
