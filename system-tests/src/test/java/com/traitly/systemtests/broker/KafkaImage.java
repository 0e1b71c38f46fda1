package com.traitly.systemtests.broker;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The Kafka image that the container tests run on. It is never pulled: a test run must not depend
 * on a registry, or wait minutes for one that does not answer. The docker command looks for it,
 * because Testcontainers' own client pulls its clean-up image first.
 */
public final class KafkaImage {
  public static final String NAME = "apache/kafka:4.3.1";
  private static final String CLEAN_UP = "testcontainers/ryuk:0.14.0";

  private KafkaImage() {}

  /**
   * Skips the calling test, with one line that says why, unless Docker and the images are
   * available.
   */
  public static void assumePresent() throws InterruptedException {
    if (!answers("version")) {
      skip("no Docker engine answers");
    } else if (!answers("image", "inspect", NAME)) {
      skip("the image is not here; `docker pull %s` brings it".formatted(NAME));
    } else if (cleansUp() && !answers("image", "inspect", CLEAN_UP)) {
      skip("pull %s, or set TESTCONTAINERS_RYUK_DISABLED=true".formatted(CLEAN_UP));
    }
  }

  private static boolean cleansUp() {
    return !"true".equalsIgnoreCase(System.getenv("TESTCONTAINERS_RYUK_DISABLED"));
  }

  private static boolean answers(String... arguments) throws InterruptedException {
    String[] command = new String[arguments.length + 1];
    command[0] = "docker";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(10, TimeUnit.SECONDS);
      process.destroyForcibly();
      return ended && process.exitValue() == 0;
    } catch (IOException noDockerCommand) {
      return false;
    }
  }

  private static void skip(String reason) {
    String line = "Tests on %s are skipped: %s.".formatted(NAME, reason);
    System.out.println(line);
    abort(line);
  }
}
