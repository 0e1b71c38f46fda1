package com.traitly.systemtests.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.testkit.Seeded;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the regression corpus and a small sample of what {@code make fuzz} sends. */
class FuzzIT {
  private static final int BODIES = 1_600;

  @TempDir static Path directory;
  private static FuzzTarget target;

  @BeforeAll
  static void start() {
    target = new FuzzTarget(directory);
  }

  @AfterAll
  static void stop() {
    target.close();
  }

  @ParameterizedTest
  @MethodSource("com.traitly.systemtests.fuzz.NastyInputs#all")
  void nastyInputIsAnsweredOrClosed(byte[] input) throws IOException {
    Tally tally = new Tally();
    try (FuzzSender sender = new FuzzSender(target.port(), tally)) {
      sender.raw(input);
      sender.request(FuzzTarget.GOOD_REQUEST);
    }

    assertThat(tally.findings()).isEmpty();
    assertThat(tally.outcomes()).containsKey("201");
  }

  @Test
  @Seeded
  void aSampleIsAnsweredOrClosed(RandomGenerator random) throws IOException {
    Fuzz run = new Fuzz(target.port(), random.nextLong());

    run.send(BODIES);

    assertThat(run.bodies().findings()).isEmpty();
    assertThat(run.raw().findings()).isEmpty();
    assertThat(run.bodies().outcomes()).containsKeys("201", "207", "400");
  }

  @Test
  void theOracleComplains() {
    assertThat(complaint(500, "application/problem+json", "{}")).contains("our fault");
    assertThat(complaint(400, "text/html", "<html>")).contains("HTML");
    assertThat(complaint(400, "text/plain", "no")).contains("not JSON");
    assertThat(complaint(400, "application/json", "{}")).contains("not application/problem+json");
    assertThat(complaint(400, "application/problem+json", "{\"status\":404}")).contains("repeated");
    assertThat(complaint(200, "application/json", "{}")).isEmpty();
  }

  private static String complaint(int status, String type, String body) {
    var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    headers.put("Content-Type", type);
    headers.put("Request-Id", "req_1");
    return AnswerOracle.complaint(
            new WireAnswer(status, headers, body.getBytes(StandardCharsets.UTF_8)), false)
        .orElse("");
  }
}
