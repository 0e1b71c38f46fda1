package com.traitly.query.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.spec.Specifications;
import io.javalin.Javalin;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page as a real browser draws it. */
class DocsPageIT {
  private static final DocsServer SERVER = new DocsServer();

  @TempDir static Path directory;

  private static Browser browser;
  private static Browser.Visit page;

  @BeforeAll
  static void open() throws Exception {
    browser = Browser.find(directory);
    page = browser.visit(SERVER.baseUrl() + "/docs");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void everyOperationIsShown() {
    List<String> operations =
        Specifications.openApi().path("paths").findValuesAsText("operationId");

    assertThat(operations).isNotEmpty();
    assertThat(operations).allMatch(id -> page.document().contains("-" + id + "\""));
  }

  @Test
  void everyWebhookAndTopicIsShown() {
    JsonNode topics =
        Specifications.asyncApi(DocsServer.PREFIX, DocsServer.BROKERS).path("channels");
    JsonNode webhooks = Specifications.openApi().path("webhooks");

    assertThat(page.document().split("<article", -1)).hasSize(topics.size() + webhooks.size() + 1);
    assertThat(topics).allMatch(topic -> page.document().contains(topic.path("title").asText()));
    assertThat(page.document()).contains("goal_num_completed", "webhook-signature");
  }

  @Test
  void nothingFailsAndNothingIsAskedOfOtherHosts() {
    assertThat(page.console()).isEmpty();
    assertThat(page.document()).doesNotContain("could not be drawn");
  }

  /** Without this test an empty console would prove nothing. */
  @Test
  void aPageThatAsksAnotherHostIsNoticed() throws Exception {
    Javalin other =
        Javalin.create(config ->
            config.routes.get(
                "/",
                ctx ->
                    ctx.header("Content-Security-Policy", ServedFile.CONTENT_SECURITY)
                        .html("<p>here</p><script src=\"http://elsewhere.test/x.js\"></script>")));
    other.start("127.0.0.1", 0);
    try {
      Browser.Visit visit = browser.visit("http://127.0.0.1:" + other.port() + "/");
      assertThat(visit.document()).contains("here");
      assertThat(visit.console()).anyMatch(line -> line.contains("elsewhere.test"));
    } finally {
      other.stop();
    }
  }
}
