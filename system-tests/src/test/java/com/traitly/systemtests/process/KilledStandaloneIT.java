package com.traitly.systemtests.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.traitly.systemtests.caller.Api;
import com.traitly.testkit.process.ForkedJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every event answered with 201 is counted exactly once, however often the process is killed. */
@Tag("slow")
class KilledStandaloneIT {
  private static final String KEY = "trt_killed_standalone_test_key_0123456789";
  private static final String STEP = "Style Widget";
  private static final int KILLS = 2;
  private static final int WRITERS = 4;
  private static final int ACKNOWLEDGED_BETWEEN_KILLS = 150;
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  @TempDir Path directory;

  @Test
  void everyAcknowledgedEventIsCountedExactlyOnce() throws Exception {
    AtomicReference<ForkedJvm> product =
        new AtomicReference<>(ProductProcess.start(directory, KEY, Map.of()));
    defineGoal(product.get());
    Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
    AtomicInteger total = new AtomicInteger();
    CountDownLatch stop = new CountDownLatch(1);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String customer = "customer-" + i;
      writers.add(
          Thread.ofVirtual().start(() -> write(product, customer, acknowledged, total, stop)));
    }
    for (int kill = 1; kill <= KILLS; kill++) {
      int target = total.get() + ACKNOWLEDGED_BETWEEN_KILLS;
      await().atMost(PATIENCE).until(() -> total.get() >= target);
      product.get().close();
      product.set(ProductProcess.start(directory, KEY, Map.of()));
    }
    int target = total.get() + ACKNOWLEDGED_BETWEEN_KILLS;
    await().atMost(PATIENCE).until(() -> total.get() >= target);
    stop.countDown();
    for (Thread writer : writers) {
      writer.join();
    }

    try (ForkedJvm running = product.get();
        Api api = new Api(running.said(), KEY)) {
      assertThat(acknowledged).hasSize(WRITERS);
      acknowledged.forEach((customer, count) -> assertCounted(api, customer, count));
    }
  }

  /** Sends each event with an id until it is acknowledged, like a careful caller. */
  private static void write(
      AtomicReference<ForkedJvm> product,
      String customer,
      Map<String, Integer> acknowledged,
      AtomicInteger total,
      CountDownLatch stop) {
    for (int number = 1; stop.getCount() > 0; number++) {
      String body =
          """
          {"customer_id": "%s", "name": "%s", "event_id": "%s-%d"}\
          """
              .formatted(customer, STEP, customer, number);
      while (!accepted(product.get(), body)) {
        Thread.onSpinWait();
      }
      acknowledged.put(customer, number);
      total.incrementAndGet();
    }
  }

  private static boolean accepted(ForkedJvm running, String body) {
    try (Api api = new Api(running.said(), KEY)) {
      return api.post("/event", body).status() == 201;
    } catch (IOException | IllegalArgumentException down) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void assertCounted(Api api, String customer, int count) {
    String path = "/recommended-next-actions?customer_id=" + customer;
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(() ->
            assertThat(api.get(path).body().path("data").get(0).path("total_num_completed").asInt())
                .as(customer)
                .isEqualTo(count));
    // Exactly once: a right count must also stay right when everything is applied.
    await()
        .during(Duration.ofSeconds(1))
        .atMost(Duration.ofSeconds(5))
        .until(
            () -> api.get(path).body().path("data").get(0).path("total_num_completed").asInt(),
            seen -> seen == count);
  }

  private static void defineGoal(ForkedJvm running) throws Exception {
    try (Api api = new Api(running.said(), KEY)) {
      Api.Answer goal =
          api.put(
              "/goal/Styled",
              """
              {"entry": {"on": {"event": "Style Widget"}}, "window": {"days": 30},
               "target": {"any": [{"event": "Subscribed"}]},
               "actions": [{"event_name": "Style Widget", "target_count": 1000000}]}\
              """);
      assertThat(goal.status()).isEqualTo(201);
    }
  }
}
