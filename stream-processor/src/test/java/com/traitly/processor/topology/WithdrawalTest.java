package com.traitly.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.traitly.contracts.model.AccountKey;
import com.traitly.contracts.model.AnnouncementObject;
import com.traitly.contracts.model.Goal;
import com.traitly.contracts.topic.RecordHeaders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A table of announcements that deletes a row for each record without value ends right. */
class WithdrawalTest {
  private static final Goal USED = goal("Use it", 1, "Finish");
  private static final Goal PAYING = goal("Pay", 1, "Pay");

  @TempDir private Path directory;
  private ProcessorHarness processor;

  private static Goal goal(String name, long version, String target) {
    return ProcessorHarness.goal(
        name,
        version,
        """
        {"entry": {"on": {"event": "Begin"}}, "window": {"days": 10},
         "target": {"any": [{"event": "%s"}]},
         "actions": [{"event_name": "Act", "target_count": 3}]}\
        """
            .formatted(target));
  }

  @BeforeEach
  void start() {
    processor = new ProcessorHarness(directory, 1_750_000_000_000L);
    processor.define(USED).define(PAYING);
    for (String customer : List.of("anna", "bert")) {
      processor.event(customer, "Begin", processor.now());
    }
    processor.pass(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    processor.close();
  }

  @Test
  void anErasedCustomerIsInNoTable() {
    processor.event("anna", "Finish", processor.now()).erase("anna");

    for (AnnouncementObject object : AnnouncementObject.values()) {
      assertThat(table(object).keySet()).containsExactlyInAnyOrder("bert Use it", "bert Pay");
    }
  }

  @Test
  void aDeletedGoalIsInNoTableWhetherReachedOrOpen() {
    processor.event("anna", "Finish", processor.now()).pass(Duration.ofSeconds(1));
    processor.delete("Use it").pass(Duration.ofSeconds(9));

    assertThat(table(AnnouncementObject.GOAL_PROPENSITY_CHANGE).keySet())
        .containsExactlyInAnyOrder("anna Pay", "bert Pay");
  }

  @Test
  void whoStaysInAGoalThatChangedKeepsTheRow() {
    processor.define(goal("Use it", 2, "Stop")).pass(Duration.ofSeconds(9));

    assertThat(table(AnnouncementObject.GOAL_PROPENSITY_CHANGE).keySet())
        .containsExactlyInAnyOrder("anna Use it", "anna Pay", "bert Use it", "bert Pay");
  }

  @Test
  void aNewCustomerOfTheSameIdIsInTheTable() {
    processor.erase("anna").pass(Duration.ofSeconds(1));
    processor.event("anna", "Begin", processor.now()).pass(Duration.ofSeconds(1));

    assertThat(table(AnnouncementObject.GOAL_PROPENSITY_CHANGE).keySet())
        .contains("anna Use it", "anna Pay");
  }

  /** The table by customer and goal; every record says its account and goal alike. */
  private Map<String, byte[]> table(AnnouncementObject object) {
    Map<String, byte[]> table = new HashMap<>();
    for (TestRecord<AccountKey, byte[]> record : processor.announced(object)) {
      String goal = RecordHeaders.text(record.headers(), RecordHeaders.GOAL);
      assertThat(RecordHeaders.text(record.headers(), RecordHeaders.ACCOUNT))
          .isEqualTo(record.key().account());
      String row = record.key().id() + " " + goal;
      if (record.value() == null) {
        table.remove(row);
      } else {
        table.put(row, record.value());
      }
    }
    return table;
  }
}
