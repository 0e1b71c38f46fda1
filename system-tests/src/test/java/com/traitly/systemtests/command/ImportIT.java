package com.traitly.systemtests.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.testkit.client.ApiClient;
import com.traitly.testkit.client.Await;
import com.traitly.testkit.client.CallFailed;
import com.traitly.testkit.process.LocalSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports files into the whole product, each import a process of its own. */
class ImportIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final CloseAll STARTED = new CloseAll();
  private static final int CUSTOMERS = 20;

  @TempDir static Path data;
  private static Standalone product;
  private static ApiClient api;

  @TempDir Path directory;

  @BeforeAll
  static void start() throws IOException {
    product = STARTED.add(Standalone.start(Config.of(LocalSettings.in(data))));
    api = STARTED.add(new ApiClient(product.baseUrl(), product.apiKey()));
    JsonNode goal =
        Json.read(
            """
            {"entry": {"on": {"event": "Act"}}, "window": {"days": 700},
             "target": {"any": [{"event": "Never"}]},
             "actions": [{"event_name": "Act", "target_count": 1000000}]}\
            """
                .getBytes(UTF_8));
    api.put("/goal/Acting", goal);
  }

  @AfterAll
  static void stop() {
    STARTED.close();
  }

  @Test
  @Tag("slow")
  void threeKillsLoseNothingAndDoubleNothing() throws Exception {
    int rows = 40_000;
    Path file = events("killed", rows);
    int kills = 0;
    for (; kills < 3; kills++) {
      try (CommandRun run = run("import", file.toString(), "--rate", "3000")) {
        run.awaitLine(line ->
            line.path("type").asText().equals("progress") && line.path("taken").asLong() > 0);
        run.kill();
      }
    }
    try (CommandRun run = run("import", file.toString())) {
      assertThat(run.exitCode()).as(run.errors()).isZero();
      assertThat(run.lines().getFirst().path("type").asText()).isEqualTo("resumed");
      assertThat(run.last().path("rows").asLong()).isLessThan(rows);
    }
    assertThat(counted("killed", rows / CUSTOMERS)).isEqualTo(rows / CUSTOMERS);
    // Again as a whole: every event has the id it had, and counts once.
    try (CommandRun run = run("import", file.toString())) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.last().path("taken").asLong()).isEqualTo(rows);
    }
    api.post("/event", event("killed-0", "After all"));
    assertThat(counted("killed", rows / CUSTOMERS)).isEqualTo(rows / CUSTOMERS);
  }

  @Test
  @Tag("slow")
  void anInterruptedImportEndsAtARowAndGoesOnThere() throws Exception {
    int rows = 20_000;
    Path file = events("interrupted", rows);
    long done;
    try (CommandRun run = run("import", file.toString(), "--rate", "5000")) {
      run.awaitLine(line -> line.path("taken").asLong() > 0);
      run.interrupt();
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.last().path("type").asText()).isEqualTo("stopped");
      done = run.last().path("taken").asLong();
      assertThat(done).isEqualTo(run.last().path("rows").asLong()).isPositive();
    }
    try (CommandRun run = run("import", file.toString())) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.last().path("taken").asLong()).isEqualTo(rows - done);
    }
    assertThat(counted("interrupted", rows / CUSTOMERS)).isEqualTo(rows / CUSTOMERS);
  }

  @Test
  @Tag("slow")
  void refusedRowsAreKeptAndCanBeMendedAndImported() throws Exception {
    StringBuilder text = new StringBuilder("user,what,when\n");
    for (int i = 0; i < 12_000; i++) {
      text.append("mended-0,").append(i % 6 == 0 ? "Act" : "").append(",2026-11-01 10:00\n");
    }
    Path file = Files.writeString(directory.resolve("bad.csv"), text);
    String[] mapping = {
      "--kind",
      "events",
      "--map",
      "customer_id=user,name=what,created_at=when",
      "--time-format",
      "yyyy-MM-dd HH:mm"
    };
    try (CommandRun run = run("import", file.toString(), mapping)) {
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.last().path("taken").asLong()).isEqualTo(2_000);
      assertThat(run.last().path("rejected").asLong()).isEqualTo(10_000);
      assertThat(run.last().path("reasons").properties()).hasSize(1);
    }
    Path rejects = directory.resolve("bad.csv.rejects.ndjson");
    List<String> refused = Files.readAllLines(rejects);
    assertThat(refused).hasSize(10_000).allMatch(line -> line.contains("name is required"));
    Path mended = directory.resolve("mended.ndjson");
    Files.write(
        mended,
        refused.stream()
            .map(line -> line.replace("\"user\"", "\"what\":\"Act\",\"user\""))
            .toList());
    try (CommandRun run = run("import", mended.toString(), mapping)) {
      assertThat(run.exitCode()).as(run.errors()).isZero();
    }
    assertThat(counted("mended-0", 12_000L)).isEqualTo(12_000);
  }

  @Test
  void aDryRunStoresNothingAndProposesGoals() throws Exception {
    StringBuilder text = new StringBuilder("customer_id,name,created_at\n");
    Instant start = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < 200; i++) {
      Instant at = start.plus(Duration.ofHours(i));
      text.append("dry-%d,Sign Up,%s%n".formatted(i, at));
      if (i % 4 == 0) {
        text.append("dry-%d,Subscribe,%s%n".formatted(i, at.plus(Duration.ofDays(3))));
      }
    }
    text.append("dry-0,Log In,2026-08-01T00:00:00Z\ndry-1,,2026-08-01T00:00:00Z\n");
    Path file = Files.writeString(directory.resolve("dry.csv"), text);
    try (CommandRun run = run("import", file.toString(), "--dry-run")) {
      assertThat(run.exitCode()).isEqualTo(1);
      JsonNode goal = run.last().path("goals").path(0);
      assertThat(goal.path("name").asText()).isEqualTo("Subscribe within 7 days");
      assertThat(goal.path("base_rate").asDouble()).isEqualTo(0.25);
      assertThat(run.last().path("columns").path("name").path("fill").asDouble())
          .isBetween(0.99, 0.999);
      api.put("/goal/Proposed?dry_run=true", goal.path("definition"));
    }
    assertThat(api.get("/event?customer_id=dry-0").json().path("data")).isEmpty();
    assertThat(directory.resolve(".traitly")).doesNotExist();
  }

  @Test
  void aDiskThatIsFullForRejectsStopsTheImportWithASentence() throws Exception {
    Path file = Files.writeString(directory.resolve("x.csv"), "customer_id,name\n,x\n");
    Path folder = Files.createDirectory(directory.resolve("taken"));
    try (CommandRun run =
        run("import", file.toString(), "--rejects", folder.resolve("a/b").toString())) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.errors())
          .contains("the refused rows cannot be written")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void anotherFileOfTheSameNameIsNotTakenForTheRestOfTheFirst() throws Exception {
    Path file = events("swapped", 20_000);
    try (CommandRun run = run("import", file.toString(), "--rate", "5000")) {
      run.awaitLine(line -> line.path("taken").asLong() > 0);
      run.interrupt();
      assertThat(run.exitCode()).isEqualTo(3);
    }
    Files.writeString(file, "customer_id,name\nswapped-0,Other\n");
    try (CommandRun run = run("import", file.toString())) {
      assertThat(run.exitCode()).isEqualTo(2);
      assertThat(run.errors()).contains("another file of this name").contains("--restart");
    }
    try (CommandRun run = run("import", file.toString(), "--restart")) {
      assertThat(run.exitCode()).isZero();
      assertThat(run.last().path("taken").asLong()).isEqualTo(1);
    }
  }

  @Test
  void refusedRowsOfOtherFilesStay() throws Exception {
    Path rejects = directory.resolve("all.rejects.ndjson");
    for (String name : List.of("a.csv", "b.csv", "a.csv")) {
      Path file = Files.writeString(directory.resolve(name), "customer_id,name\n,x\n");
      try (CommandRun run = run("import", file.toString(), "--rejects", rejects.toString())) {
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.last().path("rejected").asLong()).isEqualTo(1);
      }
    }
    assertThat(Files.readAllLines(rejects)).hasSize(2);
  }

  @Test
  void aWrongKeyIsToldAtOnce() throws Exception {
    Path file = Files.writeString(directory.resolve("x.csv"), "customer_id,name\n1,x\n");
    try (CommandRun run = run("import", file.toString(), "--token", "wrong")) {
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.errors()).contains("401").doesNotContain("\tat ");
    }
  }

  private CommandRun run(String command, String file, String... more) throws IOException {
    return CommandRun.start(directory, product.baseUrl(), product.apiKey(), command, file, more);
  }

  /** Events of twenty customers in turn. */
  private Path events(String prefix, int rows) throws IOException {
    StringBuilder text = new StringBuilder("customer_id,name,created_at\n");
    long start = Instant.parse("2026-11-01T00:00:00Z").getEpochSecond();
    for (int i = 0; i < rows; i++) {
      text.append("%s-%d,Act,%d%n".formatted(prefix, i % CUSTOMERS, start + i));
    }
    return Files.writeString(directory.resolve(prefix + ".csv"), text);
  }

  /** Waits until each customer shows a count, and returns the count of one. */
  private static long counted(String prefix, int each) {
    long last = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
      last = counted(prefix + "-" + i, (long) each);
    }
    return last;
  }

  private static long counted(String customer, long expected) {
    Await.until(
        String.format(Locale.ROOT, "%,d events of %s", expected, customer),
        PATIENCE,
        LOOK_AGAIN,
        () -> completed(customer) >= expected);
    return completed(customer);
  }

  /** The count that a lookup shows; 0 as long as the customer is not known. */
  private static long completed(String customer) {
    try {
      return api.get("/recommended-next-action?customer_id=" + customer)
          .json()
          .path("data")
          .path(0)
          .path("total_num_completed")
          .asLong();
    } catch (CallFailed notKnownYet) {
      return 0;
    }
  }

  private static JsonNode event(String customer, String name) {
    return Json.object().put("customer_id", customer).put("name", name);
  }
}
