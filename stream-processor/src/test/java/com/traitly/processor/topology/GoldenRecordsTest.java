package com.traitly.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.Goal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checks that the processor's output stays the same to the byte: topic, key, time, headers and a
 * digest of the value of each record, in order. {@code make docs} rewrites the file when a change
 * is meant.
 */
class GoldenRecordsTest {
  private static final Path FILE = Path.of("src", "test", "resources", "golden-records.txt");
  private static final long START = 1_750_000_000_000L;
  private static final int STEPS = 500;
  private static final int CUSTOMERS = 15;
  private static final List<String> EVENTS =
      List.of("Begin", "Act", "Act", "Act", "Log in", "Finish", "Pay");
  private static final Goal USED =
      ProcessorHarness.goal(
          "Use it",
          """
          {"entry": {"on": {"event": "Begin"}}, "window": {"days": 3}, "reentry": "always",
           "target": {"any": [{"event": "Finish"}]},
           "actions": [{"event_name": "Act", "target_count": 3,
                        "message_plaintext": "{{customer.name | you}}: {{action.remaining}}"}]}\
          """);
  private static final Goal PAYING =
      ProcessorHarness.goal(
          "Pay",
          """
          {"entry": {"on": "customer_created"}, "window": {"days": 10},
           "target": {"any": [{"event": "Pay"}, {"plan": ["Pro"]}]},
           "actions": [{"event_name": "Log in", "target_count": 5},
                       {"event_name": "Act", "target_count": 2}]}\
          """);
  private static final Goal CHANGED =
      ProcessorHarness.goal(
          "Use it",
          2,
          """
          {"entry": {"on": {"event": "Begin"}}, "window": {"days": 5},
           "target": {"any": [{"event": "Finish"}, {"event": "Pay"}]},
           "actions": [{"event_name": "Act", "target_count": 4}]}\
          """);

  @TempDir Path directory;

  @Test
  void writesTheSameRecordsAsEver() throws IOException {
    String written = String.join("\n", scenario()) + "\n";
    if (Boolean.getBoolean("traitly.docs.write")) {
      Files.writeString(FILE, written);
    }

    assertThat(FILE).as("if it is meant run `make docs`, and say why").hasContent(written);
  }

  private List<String> scenario() {
    Random random = new Random(24);
    try (ProcessorHarness processor = new ProcessorHarness(directory, START)) {
      processor.define(USED);
      for (int step = 0; step < STEPS; step++) {
        change(processor, step);
        String id = "c" + random.nextInt(CUSTOMERS);
        switch (random.nextInt(8)) {
          case 0 -> processor.pass(Duration.ofMinutes(random.nextInt(600)));
          case 1 ->
              processor.customer(
                  id,
                  """
                  {"name": "Ann %d", "plan": "%s", "monthly_payment_amount": %d}\
                  """
                      .formatted(step, random.nextInt(4) == 0 ? "Pro" : "Basic", step % 90));
          default -> {
            long late = random.nextInt(6) == 0 ? random.nextInt(200_000_000) : 0;
            String name = EVENTS.get(random.nextInt(EVENTS.size()));
            processor.event(id, name, processor.now() - late);
          }
        }
      }
      processor.pass(Duration.ofDays(12));
      return records(processor);
    }
  }

  private static void change(ProcessorHarness processor, int step) {
    switch (step) {
      case 90 -> processor.define(PAYING);
      case 200 -> processor.start(CHANGED);
      case 260 -> processor.draft(ProcessorHarness.goal("Try", 7, definition()));
      case 300 -> processor.erase("c3");
      case 380 -> processor.delete("Pay").pass(Duration.ofSeconds(9));
      default -> {
        // nothing changes
      }
    }
  }

  private static String definition() {
    return """
    {"entry": {"on": {"event": "Begin"}}, "window": {"days": 4},
     "target": {"any": [{"event": "Pay"}]},
     "actions": [{"event_name": "Log in", "target_count": 1}]}\
    """;
  }

  private static List<String> records(ProcessorHarness processor) {
    List<String> lines = new ArrayList<>();
    for (String topic : processor.driver.producedTopicNames().stream().sorted().toList()) {
      if (!topic.endsWith("-changelog")) {
        processor
            .driver
            .createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())
            .readRecordsToList()
            .forEach(record -> lines.add(line(topic, record)));
      }
    }
    return lines;
  }

  private static String line(String topic, TestRecord<String, byte[]> record) {
    TreeMap<String, String> headers = new TreeMap<>();
    record
        .headers()
        .forEach(each -> headers.put(each.key(), new String(each.value(), StandardCharsets.UTF_8)));
    return "%s %s @%d %s %s"
        .formatted(topic, record.key(), record.timestamp(), headers, digest(record.value()));
  }

  private static String digest(byte[] value) {
    if (value == null) {
      return "nothing";
    }
    try {
      byte[] whole = MessageDigest.getInstance("SHA-256").digest(value);
      return HexFormat.of().formatHex(Arrays.copyOf(whole, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
