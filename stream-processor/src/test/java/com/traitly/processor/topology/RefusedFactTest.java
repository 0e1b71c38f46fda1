package com.traitly.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fact that cannot be applied changes nothing, whatever is written after it. */
class RefusedFactTest {
  private static final long START = 1_750_000_000_000L;
  private static final String GOAL =
      """
      {"entry": {"on": {"event": "Begin"}}, "window": {"days": 10},
       "target": {"any": [{"event": "Finish"}]},
       "actions": [{"event_name": "Act", "target_count": 3,
                    "message_plaintext": "{{customer.name | nobody}}"}]}\
      """;
  private static final String TOO_MUCH =
      "{\"name\": \"Much\", \"plan\": \"Pro\", \"note\": \"" + "x".repeat(300_000) + "\"}";

  @TempDir Path directory;

  @Test
  void nothingOfItIsWrittenWithTheNextCustomer() {
    try (ProcessorHarness processor = new ProcessorHarness(directory, START)) {
      processor.define(ProcessorHarness.goal("g", GOAL));
      processor.customer("refused", "{\"name\": \"Ann\", \"plan\": \"Trial\"}");
      processor.event("other", "Begin", START).pass(Duration.ofSeconds(3));
      List<Bytes> timeline = rows(processor, "timelines");
      List<Bytes> profiles = rows(processor, "profiles");

      assertThatThrownBy(() -> processor.customer("refused", TOO_MUCH))
          .hasStackTraceContaining("the merged profile is over");
      processor.pass(Duration.ofDays(2));

      assertThat(rows(processor, "timelines")).isEqualTo(timeline);
      assertThat(rows(processor, "profiles")).isEqualTo(profiles);
      assertThat(processor.state("other").goals()).containsKey("g");
    }
  }

  /** Keys and values below the serdes, in order. */
  private static List<Bytes> rows(ProcessorHarness processor, String store) {
    List<Bytes> rows = new ArrayList<>();
    KeyValueStore<Bytes, byte[]> raw = UnreadableStateTest.raw(processor, store);
    try (KeyValueIterator<Bytes, byte[]> all = raw.all()) {
      all.forEachRemaining(row -> {
        rows.add(row.key);
        rows.add(Bytes.wrap(row.value));
      });
    }
    return rows;
  }
}
