package com.traitly.systemtests.consuming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.abort;

import com.traitly.platform.config.Config;
import com.traitly.platform.lifecycle.CloseAll;
import com.traitly.standalone.Standalone;
import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.process.LocalSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe of deploy/connect keeps a table of likelihoods in a real PostgreSQL. */
@Tag("slow")
final class LikelihoodTableIT {
  private static final Duration SOON = Duration.ofSeconds(90);
  private static final Duration START = Duration.ofMinutes(3);
  private static final Duration PROMISED = Duration.ofSeconds(2);
  private static final int CUSTOMERS = 50;

  @TempDir private Path folder;

  @Test
  void rowsFollowAnnouncementsAndErasures() throws Exception {
    try (CloseAll started = new CloseAll()) {
      EmbeddedPostgres postgres = started.add(postgres());
      String url = postgres.getJdbcUrl("postgres", "postgres");
      Standalone product =
          started.add(Standalone.start(Config.of(LocalSettings.in(folder.resolve("data")))));
      Api api = started.add(new Api(product.baseUrl(), product.apiKey()));
      TrialCustomers customers = new TrialCustomers(api);
      customers.saveGoal();
      assertThat(ConnectWorker.hasPlugins()).as("make connect-plugins").isTrue();
      RunningProgram worker =
          started.add(ConnectWorker.start(folder, product.bootstrapServers(), url));
      try (LikelihoodTable table = new LikelihoodTable(url)) {
        customers.enters("first");
        await()
            .atMost(START)
            .untilAsserted(() -> assertThat(table.of("first")).as(worker::said).isPresent());
        System.out.println("event to row: " + updates(customers, table));
        assertThat(table.size()).isEqualTo(CUSTOMERS + 1);

        customers.enters("stays");
        assertThat(api.delete("/customer/0").status()).isEqualTo(202);
        await().atMost(SOON).until(() -> table.of("0").isEmpty());
        await().atMost(SOON).until(() -> table.of("stays").isPresent());
        assertThat(table.size()).isEqualTo(CUSTOMERS + 1);

        // Whoever leaves the goal has no row either.
        assertThat(api.delete("/goal/30-day%20Conversion").status()).isBetween(200, 204);
        await().atMost(SOON).until(() -> table.size() == 0);
      }
    }
  }

  /** Lets customers reach the goal one after the other; every row must follow in time. */
  private static String updates(TrialCustomers customers, LikelihoodTable table) throws Exception {
    for (int i = 0; i < CUSTOMERS; i++) {
      customers.enters(Integer.toString(i));
    }
    await().atMost(SOON).until(() -> table.size() == CUSTOMERS + 1);
    Histogram millis = new Histogram(3);
    for (int i = 0; i < CUSTOMERS; i++) {
      String id = Integer.toString(i);
      assertThat(table.of(id).orElseThrow()).isLessThan(1);
      customers.subscribes(id);
      long acknowledged = System.nanoTime();
      await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(SOON)
          .until(() -> table.of(id).orElse(0) == 1);
      millis.recordValue(Duration.ofNanos(System.nanoTime() - acknowledged).toMillis());
    }
    String figures =
        "median %d ms, p90 %d ms, longest %d ms, of %d"
            .formatted(
                millis.getValueAtPercentile(50),
                millis.getValueAtPercentile(90),
                millis.getMaxValue(),
                CUSTOMERS);
    assertThat(millis.getMaxValue()).as(figures).isLessThan(PROMISED.toMillis());
    return figures;
  }

  private static EmbeddedPostgres postgres() {
    try {
      return EmbeddedPostgres.start();
    } catch (IOException | RuntimeException e) {
      return abort("no PostgreSQL runs on this machine: " + e.getMessage());
    }
  }
}
