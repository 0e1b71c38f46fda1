package com.traitly.query.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every call of the page /docs, opened and tried in a real browser. */
class TryItIT {
  private static final int WIDTH = 1_280;
  private static final int SCREEN = 800;
  private static final DocsServer SERVER = new DocsServer();

  @TempDir static Path directory;

  private static JsonNode calls;

  @BeforeAll
  static void tryAll() throws Exception {
    Browser browser = Browser.find(directory);
    try (DrivenPage page = DrivenPage.open(browser, SERVER.baseUrl() + "/docs", WIDTH, SCREEN);
        InputStream script = TryItIT.class.getResourceAsStream("try-it.js")) {
      calls =
          page.evaluate(
              new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void everyCallIsTried() {
    assertThat(calls)
        .hasSameSizeAs(Specifications.openApi().path("paths").findValues("operationId"));
  }

  @Test
  void onlyWhatWasFilledInIsSent() {
    for (JsonNode call : calls) {
      List<String> required = new ArrayList<>();
      call.path("required").forEach(name -> required.add(name.asText()));
      assertThat(call.path("parameters"))
          .as(call.path("id").asText())
          .extracting(JsonNode::asText)
          .isSubsetOf(required);
      assertThat(call.path("headers"))
          .as(call.path("id").asText())
          .extracting(JsonNode::asText)
          .isSubsetOf("accept", "content-type");
    }
  }

  /** The body is the example on the page, to the letter. */
  @Test
  void theBodyIsTheOneThatIsShown() {
    int bodies = 0;
    for (JsonNode call : calls) {
      assertThat(call.path("body")).as(call.path("id").asText()).isEqualTo(call.path("shownBody"));
      bodies += call.path("body").asText().isEmpty() ? 0 : 1;
    }
    assertThat(bodies).isGreaterThan(10);
  }

  @Test
  void everyCallFitsTwoScreens() {
    for (JsonNode call : calls) {
      assertThat(call.path("height").asInt())
          .as(call.path("id").asText())
          .isBetween(100, 2 * SCREEN);
    }
  }
}
