package com.traitly.systemtests.pages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.platform.config.Config;
import com.traitly.standalone.Standalone;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Clients that are generated from the served document, compiled, and used as a back end uses them:
 * customers, events, a goal, a lookup, an endpoint.
 */
@Tag("slow")
class ClientsIT {
  private static final int UNAVAILABLE = 77;
  private static final int PATIENCE_MINUTES = 15;

  @TempDir static Path directory;
  private static Standalone product;

  @BeforeAll
  static void start() {
    product =
        Standalone.start(
            Config.of(Map.of("TRAITLY_PORT", "0", "TRAITLY_DATA_DIR", directory.toString())));
  }

  @AfterAll
  static void stop() {
    product.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"java", "typescript", "typescript-fetch", "python"})
  void theGeneratedClientWorks(String kind) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of("bin/clients", "--tour", product.baseUrl(), product.apiKey(), kind))
            .directory(Path.of("..").toAbsolutePath().normalize().toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).isTrue();

    Assumptions.assumeTrue(process.exitValue() != UNAVAILABLE, "SKIPPED: " + output);
    assertThat(process.exitValue()).as(output).isZero();
    assertThat(output).contains("the tour is complete");
  }
}
