package com.traitly.processor.topology;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.traitly.contracts.json.Json;
import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.Goal;
import com.traitly.testkit.logs.LogGoal;
import com.traitly.testkit.logs.PublicLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sends a public log live through the whole topology with the clock of the data, and evaluates what
 * is announced at each step tick as the reference does. It takes minutes, so it runs only with
 * {@code -Dtraitly.logs=all}.
 */
@Tag("logs")
class CdnowThroughTopologyTest {
  private static final LogGoal LOG = LogGoal.CDNOW;
  private static final double REFERENCE_LOG_LOSS = 0.5238;
  private static final long DAY = 86_400_000L;
  private static final int LOOKS_A_DAY = 30;
  private static final Duration DUE_TICK = Duration.ofMillis(200);
  private static final Goal GOAL =
      ProcessorHarness.goal(
          "Buy again",
          """
          {"entry": {"on": {"event": "purchase"}}, "window": {"days": 91}, "reentry": "always",
           "target": {"any": [{"event": "purchase"}]},
           "actions": [{"event_name": "purchase"}], "notify": {"min_delta": 0}}\
          """);

  @TempDir Path directory;
  private final Map<String, TreeMap<Long, Double>> said = new HashMap<>();

  @Test
  void liveLikelihoodsAreAsGoodAsTheReferences() throws IOException {
    assumeTrue("all".equals(System.getProperty("traitly.logs")), "slow: -Dtraitly.logs=all");
    Path data = PublicLog.data();
    if (!PublicLog.isIn(data, LOG)) {
      System.err.println("SKIPPED: no public log cdnow; see docs/prediction.md");
    }
    assumeTrue(PublicLog.isIn(data, LOG), "the public log cdnow is not here");
    PublicLog log = PublicLog.read(LOG, requireNonNull(data));

    live(log);

    double loss = 0;
    int ticks = 0;
    for (PublicLog.Window window : log.windows()) {
      if (window.openedAt() >= LOG.splitAt()) {
        Long reachedAt = window.reachedAt();
        long end = reachedAt == null ? window.openedAt() + LOG.windowMillis() : reachedAt;
        for (long at = window.openedAt(); at < end; at += LOG.stepMillis()) {
          double p = likelihood(window, at);
          loss -= Math.log(reachedAt == null ? 1 - p : p);
          ticks++;
        }
      }
    }
    System.out.printf("cdnow through the topology: %d ticks, log-loss %.4f%n", ticks, loss / ticks);
    assertThat(ticks).isEqualTo(109_594);
    assertThat(loss / ticks).isEqualTo(REFERENCE_LOG_LOSS, within(0.005 * REFERENCE_LOG_LOSS));
  }

  private double likelihood(PublicLog.Window window, long at) {
    return requireNonNull(said.get(window.customer())).floorEntry(at + DAY - 1).getValue();
  }

  private void live(PublicLog log) {
    TreeMap<Long, Map<String, Integer>> purchases = new TreeMap<>();
    log.eventsOf()
        .forEach((customer, events) -> {
          for (long[] event : events) {
            purchases
                .computeIfAbsent(event[0], at -> new TreeMap<>())
                .merge(customer, 1, Integer::sum);
          }
        });
    long start = purchases.firstKey() - DAY;
    try (ProcessorHarness processor = new ProcessorHarness(directory, start)) {
      processor.define(GOAL);
      long now = processor.now();
      for (Map.Entry<Long, Map<String, Integer>> day : purchases.entrySet()) {
        while (now < day.getKey()) {
          long next = Math.min(day.getKey(), now + DAY);
          processor.jump(Duration.ofSeconds(next - now));
          now = next;
          look(processor);
        }
        day.getValue()
            .forEach((customer, times) -> {
              for (int i = 0; i < times; i++) {
                processor.event(customer, "purchase", day.getKey());
              }
            });
        look(processor);
      }
    }
  }

  /** Lets the processor look at the due customers, and takes the announcements off the driver. */
  private void look(ProcessorHarness processor) {
    for (int i = 0; i < LOOKS_A_DAY; i++) {
      processor.driver.advanceWallClockTime(DUE_TICK);
    }
    for (TestRecord<AccountKey, byte[]> each : processor.likelihoods()) {
      JsonNode body = Json.read(each.value());
      said.computeIfAbsent(each.key().id(), customer -> new TreeMap<>())
          .put(body.path("timestamp").asLong(), body.at("/data/0/likelihood").asDouble());
    }
    processor.drain();
  }
}
