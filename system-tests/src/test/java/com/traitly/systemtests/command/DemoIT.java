package com.traitly.systemtests.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.testkit.client.ApiClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a process of its own: what its last screen shows is what lookups answer. */
@Tag("slow")
class DemoIT {
  @TempDir Path directory;

  @Test
  void theLastScreenIsTrueAndASecondRunLoadsNothing() throws Exception {
    try (CommandRun demo = start("demo")) {
      demo.awaitLine(line -> is(line, "started"));
      JsonNode started = demo.last();
      demo.awaitLine(line -> is(line, "result"));
      JsonNode result = demo.last();

      assertThat(result.at("/report/enrolled").asInt()).isEqualTo(3_000);
      int reached = result.at("/report/reached").asInt();
      assertThat(result.path("steps"))
          .hasSize(4)
          .allMatch(step -> step.path("reached").asInt() < reached);
      assertThat(result.path("closest")).hasSize(10);
      assertThat(result.path("at_risk")).hasSize(10);
      assertThat(result.path("at_risk_count").asInt()).isGreaterThan(100);
      assertThat(result.path("webhooks").size()).isEqualTo(2);
      JsonNode first = result.at("/at_risk/0");
      assertThat(first.path("likelihood_after").asDouble())
          .isGreaterThan(first.path("likelihood").asDouble());
      String url = started.path("url").asText();
      try (ApiClient api = new ApiClient(url, started.path("api_key").asText())) {
        String lookup = result.path("lookup").asText().substring((url + "/api/v1").length());
        JsonNode answer = api.get(lookup).json();
        assertThat(answer.path("likelihood").asDouble())
            .isCloseTo(first.path("likelihood").asDouble(), within(0.005));
        assertThat(answer.at("/data/0/event_name")).isEqualTo(first.path("next_action"));
      }
      demo.interrupt();
      assertThat(demo.exitCode()).as(demo.errors()).isZero();
    }
    assertThat(directory.resolve("demo").resolve("api-key")).exists();
    try (CommandRun again = start("demo", "--once")) {
      again.awaitLine(line -> is(line, "result"));
      assertThat(again.lines()).noneMatch(line -> line.path("step").asText().startsWith("Loading"));
      assertThat(again.last().at("/report/enrolled").asInt()).isEqualTo(3_000);
      assertThat(again.exitCode()).as(again.errors()).isZero();
    }
  }

  @Test
  void stoppedBeforeTheLastScreenItWasAborted() throws Exception {
    try (CommandRun demo = start("demo", "--once")) {
      demo.awaitLine(line -> is(line, "started"));
      demo.interrupt();
      assertThat(demo.exitCode()).as(demo.errors()).isEqualTo(3);
      assertThat(demo.lines()).noneMatch(line -> is(line, "result"));
      assertThat(demo.errors()).doesNotContain("\tat ", "did not close cleanly");
    }
  }

  @Test
  void aKafkaOfOnesOwnIsLeftAlone() throws Exception {
    try (CommandRun demo =
        CommandRun.start(
            directory,
            Map.of("TRAITLY_KAFKA_BOOTSTRAP", "127.0.0.1:1"),
            "-Xmx256m",
            List.of("demo", "--once"))) {
      assertThat(demo.exitCode()).isEqualTo(3);
      assertThat(demo.errors()).contains("unset TRAITLY_KAFKA_BOOTSTRAP");
    }
    assertThat(Files.exists(directory.resolve("data"))).isFalse();
  }

  private CommandRun start(String... arguments) throws Exception {
    return CommandRun.start(
        directory,
        Map.of(
            "TRAITLY_PORT", "0",
            "TRAITLY_KAFKA_PORT", "0",
            "TRAITLY_STATE_PORT", "0",
            "TRAITLY_DATA_DIR", directory.toString()),
        "-Xmx1g",
        List.of(arguments));
  }

  private static boolean is(JsonNode line, String type) {
    return line.path("type").asText().equals(type);
  }
}
