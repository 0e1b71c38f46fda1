package com.traitly.processor.topology;

import static com.traitly.processor.topology.ProcessorHarness.ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.processor.customer.CustomerState;
import com.traitly.testkit.Seeded;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.WrappedStateStore;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/** An unreadable stored state costs only that customer, and can be erased. */
class UnreadableStateTest {
  private static final long START = 1_500_000_000L;
  private static final String GOAL =
      """
      {"entry":{"on":"customer_created"},"window":{"days":30},
       "target":{"any":[{"event":"Subscribed"}]},"actions":[{"event_name":"Step"}]}\
      """;

  @TempDir private Path directory;

  @RepeatedTest(5)
  @Seeded
  void itCostsThatCustomerOnly(RandomGenerator random) {
    byte[] noise = new byte[1 + random.nextInt(60)];
    random.nextBytes(noise);
    try (ProcessorHarness harness = new ProcessorHarness(directory, START)) {
      harness.define(ProcessorHarness.goal("g", GOAL));
      for (String id : List.of("a", "hurt", "z")) {
        harness.customer(id, "{\"name\":\"Ann\",\"plan\":\"Trial\"}");
        harness.event(id, "Step", harness.now());
      }
      harness.pass(Duration.ofSeconds(3));
      for (String store : List.of("customer-goals", "profiles", "timelines")) {
        damage(harness, store, noise);
      }

      harness.define(ProcessorHarness.goal("later", GOAL));
      harness.pass(Duration.ofDays(2));
      assertThat(state(harness, "a").goals()).containsKeys("g", "later");
      assertThat(state(harness, "z").goals()).containsKeys("g", "later");

      harness.erase("hurt");
      harness.pass(Duration.ofSeconds(3));
      for (String store : List.of("customer-goals", "profiles", "timelines", "goal-members")) {
        assertThat(keys(harness, store)).as(store).noneMatch(key -> key.contains("hurt"));
      }
      harness.customer("hurt", "{\"name\":\"Ann\",\"plan\":\"Trial\"}");
      harness.pass(Duration.ofSeconds(3));
      assertThat(state(harness, "hurt").goals()).containsKey("later");
    }
  }

  private static CustomerState state(ProcessorHarness harness, String id) {
    KeyValueStore<AccountKey, CustomerState> states =
        harness.driver.getKeyValueStore("customer-goals");
    return states.get(new AccountKey(ACCOUNT, id));
  }

  /** The store below the serdes, where rows are bytes. */
  static KeyValueStore<Bytes, byte[]> raw(ProcessorHarness harness, String store) {
    StateStore outer = harness.driver.getKeyValueStore(store);
    @SuppressWarnings("unchecked")
    KeyValueStore<Bytes, byte[]> inner =
        (KeyValueStore<Bytes, byte[]>) ((WrappedStateStore<?, ?, ?>) outer).wrapped();
    return inner;
  }

  private static void damage(ProcessorHarness harness, String store, byte[] value) {
    KeyValueStore<Bytes, byte[]> rows = raw(harness, store);
    List<Bytes> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = rows.all()) {
      all.forEachRemaining(row -> {
        if (text(row.key).contains("hurt")) {
          found.add(row.key);
        }
      });
    }
    found.forEach(key -> rows.put(key, value));
  }

  private static List<String> keys(ProcessorHarness harness, String store) {
    List<String> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = raw(harness, store).all()) {
      all.forEachRemaining(row -> keys.add(text(row.key)));
    }
    return keys;
  }

  private static String text(Bytes key) {
    return new String(key.get(), StandardCharsets.ISO_8859_1);
  }
}
